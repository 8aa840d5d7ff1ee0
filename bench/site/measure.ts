import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import type { SiteResult } from "./schema.ts";

const reportSchema = z.object({
  lhr: z.object({
    runtimeError: z.object({ message: z.string() }).optional(),
    audits: z.object({
      "first-contentful-paint": z.object({ numericValue: z.number() }),
      "largest-contentful-paint": z.object({ numericValue: z.number() }),
      "total-blocking-time": z.object({ numericValue: z.number() }),
      "cumulative-layout-shift": z.object({ numericValue: z.number() }),
      "mainthread-work-breakdown": z.object({
        details: z.object({ items: z.array(z.object({ group: z.string(), duration: z.number() })) }),
      }),
    }),
  }),
});

export type Lighthouse = (url: string, flags: object) => Promise<unknown>;
export type Paint = Readonly<Record<keyof SiteResult["paint"], number>>;

/** One run of Lighthouse as it comes: a phone, its slow line and processor simulated. */
export async function paintOf(lighthouse: Lighthouse, url: string, port: number): Promise<Paint> {
  const answer = await lighthouse(url, { port, onlyCategories: ["performance"], logLevel: "error" });
  const { runtimeError, audits } = reportSchema.parse(answer).lhr;
  if (runtimeError !== undefined)
    throw new Error(`Lighthouse could not measure ${url}: ${runtimeError.message}`);
  const work = (group: string): number =>
    audits["mainthread-work-breakdown"].details.items.find((item) => item.group === group)?.duration ?? 0;
  return {
    scripts: work("scriptEvaluation"),
    layout: work("styleLayout"),
    fcp: audits["first-contentful-paint"].numericValue,
    lcp: audits["largest-contentful-paint"].numericValue,
    tbt: audits["total-blocking-time"].numericValue,
    cls: audits["cumulative-layout-shift"].numericValue,
  };
}

const phone = { viewport: { width: 412, height: 823 } };
const timingSchema = z.object({ paint: z.number(), late: z.array(z.string()) });

/** What a page transfers until nothing is asked for any more; scripts count as early when they were asked for before the first paint. */
export async function bytesOf(
  browser: Browser,
  url: string,
): Promise<Omit<SiteResult["chapters"][number], "chapter">> {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const sent: { url: string; isScript: boolean; bytes: number }[] = [];
    page.on("response", (response) => {
      const bytes = Number(response.headers()["content-length"] ?? 0);
      sent.push({ url: response.url(), isScript: response.request().resourceType() === "script", bytes });
    });
    await page.goto(url, { waitUntil: "networkidle" });
    // On a busy machine nothing may be painted yet; our scripts are only asked for afterwards.
    await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0');
    for (let before = -1; before !== sent.length;) {
      before = sent.length;
      await page.waitForTimeout(500);
    }
    const timing = timingSchema.parse(
      await page.evaluate(`(() => {
        const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        const late = performance.getEntriesByType("resource").filter(({ startTime }) => startTime >= paint);
        return { paint, late: late.map(({ name }) => name) };
      })()`),
    );
    const sum = (some: typeof sent): number => some.reduce((total, { bytes }) => total + bytes, 0);
    const scripts = () => sent.filter(({ isScript }) => isScript);
    const first = {
      js: sum(scripts()),
      jsBeforePaint: sum(scripts().filter(({ url: one }) => !timing.late.includes(one))),
      all: sum(sent),
      requests: sent.length,
    };
    await readToTheEnd(page);
    return { ...first, jsToTheEnd: sum(scripts()) };
  } finally {
    await context.close();
  }
}

/** Scrolls as somebody who reads, so that what only comes then has come. */
async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
      scrollTo({ top: at, behavior: "instant" });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })()`);
  await page.waitForTimeout(500);
}
