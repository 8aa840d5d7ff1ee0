import { spawn } from "node:child_process";
import { join } from "node:path";

/** Where a site will be served. */
export interface SitePlace {
  /** Path under which it is served, with a slash at both ends. */
  readonly basePath: string;
  /** `https://example.org`: where absolute addresses lead, in cards and in the site map. */
  readonly origin?: string | undefined;
  /** `https://github.com/me/groundwork`: where pages can be edited; without it they offer no such link. */
  readonly repository?: string | undefined;
}

export interface BuilderRun {
  /** Folder of the project. */
  readonly root: string;
  readonly outDir: string;
  readonly place: SitePlace;
  /** Folder for the builder's generated files: two builds at a time in one checkout need two. Default: the builder's own. */
  readonly generated?: string;
  readonly signal?: AbortSignal | undefined;
}

/** The site could not be built; the message holds the builder's own words. */
export class SiteBuildError extends Error {
  override readonly name = "SiteBuildError";
}

/** Builds the pages into a folder. @throws SiteBuildError */
export async function runBuilder({ root, outDir, place, generated, signal }: BuilderRun): Promise<void> {
  const command = join(root, "node_modules/@docusaurus/core/bin/docusaurus.mjs");
  const env = {
    ...process.env,
    GROUNDWORK_BASE_URL: place.basePath,
    GROUNDWORK_SITE_URL: place.origin,
    GROUNDWORK_REPOSITORY: place.repository,
    DOCUSAURUS_GENERATED_FILES_DIR_NAME: generated,
    // Some seconds slower, and never stale: the cache does not see a change of the page compiler.
    DOCUSAURUS_NO_PERSISTENT_CACHE: "true",
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
  };
  const child = spawn(process.execPath, [command, "build", "--out-dir", outDir], {
    cwd: root,
    env,
    signal,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-20_000)));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new SiteBuildError(`the site could not be built:\n${said.trim()}`);
}
