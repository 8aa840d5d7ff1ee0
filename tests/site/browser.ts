import chromiumForServers from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const unwanted = [
  // One process would take every page down with the first that closes.
  "--single-process",
  // Readers' browsers keep origins apart, and say which one a request comes from.
  "--disable-web-security",
  // A graphics card in software: slower by far, and it leaves strips of a page unpainted in screenshots.
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--in-process-gpu",
];

/**
 * Starts a Chromium: on Linux the one that npm brought, elsewhere the Chrome that is installed.
 * @param more arguments for it
 */
export async function launch(...more: string[]): Promise<Browser> {
  if (process.platform !== "linux") return chromium.launch({ channel: "chrome", args: more });
  return chromium.launch({
    executablePath: await chromiumForServers.executablePath(),
    args: [...chromiumForServers.args.filter((arg) => !unwanted.includes(arg)), "--disable-gpu", ...more],
  });
}

export interface Watched {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, and requests to any other host. */
  readonly troubles: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens an empty page that keeps an eye on what should not happen. */
export async function open(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions,
): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    // The page for a wrong address is meant to answer 404.
    const isOwn404 = message.text().includes("404") && message.location().url === page.url();
    if (["error", "warning"].includes(message.type()) && !isOwn404) troubles.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
      troubles.push(`asks another host: ${request.url()}`);
  });
  return { page, troubles, [Symbol.asyncDispose]: () => context.close() };
}
