import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { siteHandler } from "../../workbench/serve/static.ts";

const root = join(import.meta.dirname, "../..");

/** Anything but `/`: links that forget the base break here. */
const baseUrl = "/some/where/";

export interface TestSite {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Folder of the built site, and the path that it was built for. */
  readonly folder: string;
  readonly basePath: string;
  /** Paths of all pages, with the base, the one that explains a wrong address among them. */
  readonly pages: readonly string[];
  /** A path of the site, given as if its base were `/`. */
  at(path: string): string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Builds the real site and the page of fixtures into a temporary folder and serves it with the server that users get. */
export async function buildTestSite(): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-site-"));
  const outDir = join(folder, baseUrl);
  try {
    await docusaurus(outDir);
    await copyFile(join(outDir, "404.html"), join(folder, "404.html"));
    const sitemap = await readFile(join(outDir, "sitemap.xml"), "utf8");
    const listed = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname);
    const server = createServer(siteHandler(folder)).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    return {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      folder: outDir,
      basePath: baseUrl,
      pages: [...listed, `${baseUrl}no-such-page/`],
      at: (path) => join(baseUrl, path),
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        server.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function docusaurus(outDir: string): Promise<void> {
  const command = join(root, "node_modules/@docusaurus/core/bin/docusaurus.mjs");
  const env = {
    ...process.env,
    NODE_ENV: undefined,
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    GROUNDWORK_BASE_URL: baseUrl,
    GROUNDWORK_SITE_FIXTURES: "1",
    // Folders of its own: another build may be under way in this checkout, for another base; and the bundler's cache
    // does not notice that its generated files come from another folder.
    DOCUSAURUS_NO_PERSISTENT_CACHE: "true",
    DOCUSAURUS_GENERATED_FILES_DIR_NAME: ".docusaurus/test",
  };
  const child = spawn(process.execPath, [command, "build", "--out-dir", outDir], { cwd: root, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (said += data.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the site could not be built:\n${said}`);
}
