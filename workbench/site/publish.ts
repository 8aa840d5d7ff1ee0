import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../folder.ts";
import { BadInput } from "../lab/errors.ts";
import { writeJson } from "../state.ts";
import { ownerMark } from "../temporary.ts";
import { runBuilder } from "../serve/builder.ts";
import type { SitePlace } from "../serve/builder.ts";
import { fingerprint } from "../serve/inputs.ts";
import type { SiteReport } from "./report.ts";

/** Says of a folder that it is a site of ours, and which; only such a folder is ever replaced. */
const MARK = "groundwork-site.json";

export interface PublishRequest {
  /** Folder of the project. */
  readonly root: string;
  /** Folder that the site is to be in afterwards. */
  readonly out: string;
  readonly place: SitePlace;
  readonly signal?: AbortSignal;
}

/**
 * Builds the site for the place where it will be served, as a folder that any static server serves.
 * It is built aside and then takes its name, so what is there stays whole until the new one is.
 * @throws BadInput when something else lies there; SiteBuildError
 */
export async function publishSite({ root, out, place, signal }: PublishRequest): Promise<SiteReport> {
  await refuseForeign(out);
  const report = {
    ...place,
    format: "groundwork.site/1",
    kind: "folder",
    builtFrom: await fingerprint(root),
  } as const;
  const aside = join(dirname(out), `.groundwork-site.${ownerMark()}.part`);
  await makeFolder(dirname(out));
  try {
    await runBuilder({ root, outDir: aside, place, generated: ".docusaurus/published", signal });
    await writeJson(join(aside, MARK), report);
    // GitHub Pages would otherwise hide what begins with an underscore.
    await writeFile(join(aside, ".nojekyll"), "");
    await swap(aside, out);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return { ...report, path: out };
}

async function refuseForeign(out: string): Promise<void> {
  const there = await stat(out).catch(() => null);
  if (there === null) return;
  if (!there.isDirectory()) throw new BadInput(`${out} is a file`, "Name a folder with --out.");
  const names = await readdir(out);
  if (names.length > 0 && !names.includes(MARK))
    throw new BadInput(
      `${out} holds something that is no site of ours, and would be replaced`,
      "Name a new or an empty folder with --out.",
    );
}

async function swap(from: string, to: string): Promise<void> {
  const old = `${from}.old`;
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
