import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { baseLookup, resolveDockerfile, restoreNames } from "../bases/dockerfile.ts";
import { ensureBases } from "../bases/ensure.ts";
import type { Engine } from "../engine/types.ts";
import { stateDir } from "../state.ts";
import { temporaryFolder } from "../temporary.ts";
import type { SiteReport } from "./report.ts";

/** Files of the image's build, beside the site itself: the Dockerfile, and the server's settings. */
export const IMAGE_FILES = join(import.meta.dirname, "image");

export interface ImageRequest {
  readonly engine: Engine;
  /** Folder of a site that was built for the base path `/`. */
  readonly site: string;
  /** Begins with `groundwork/`. */
  readonly tag: string;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds an image that serves the site on port 8080: one static program on `scratch`, and the pages.
 * It carries no label of a run, so it stays until somebody removes it.
 * @throws Error with the builder's own words when it can't be built
 */
export async function buildSiteImage({ engine, site, tag, say, signal }: ImageRequest): Promise<SiteReport> {
  const bases = await ensureBases(engine, ["busybox"], { stateDir: stateDir(), onProgress: say, signal });
  const context = await temporaryFolder("site-image");
  try {
    await cp(IMAGE_FILES, context, { recursive: true });
    await cp(site, join(context, "site"), { recursive: true });
    const text = await readFile(join(context, "Dockerfile"), "utf8");
    const resolved = resolveDockerfile(text, baseLookup(bases));
    say("building the image …");
    const built = await engine.build({ contextDir: context, dockerfileText: resolved.text, tag, signal });
    if (!built.ok)
      throw new Error(
        restoreNames(`the image could not be built: ${built.message}\n${built.log}`, resolved.references),
      );
    return {
      format: "groundwork.site/1",
      kind: "image",
      tag,
      imageId: built.imageId,
      platform: engine.facts.platform,
    };
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
