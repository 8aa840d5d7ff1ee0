import { mkdir, rm } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { EngineFault } from "../../engine/errors.ts";
import { cleaned } from "../rootfs/clean.ts";
import { BASE_EPOCH } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { readRootfs } from "../rootfs/read.ts";
import { hostArchitecture } from "./host.ts";
import { PackageNotes } from "./status.ts";
import { runTool } from "./tool.ts";
import { SUITE } from "./types.ts";
import type { RecipeContext, Rootfs } from "./types.ts";
import { temporaryFolder } from "../../temporary.ts";

/**
 * An installed Debian: `minbase` (the packages that the official image has) and what is named on top, without
 * recommended packages, without what the build leaves behind.
 * @throws EngineFault where the packages' own scripts can't run on this machine
 */
export async function minbase(
  include: readonly string[],
  excluded: readonly string[],
  context: RecipeContext,
): Promise<Rootfs> {
  const host = await hostArchitecture();
  if (host !== context.arch) {
    throw new EngineFault(
      `Debian for ${context.arch} can't be built on this ${host} machine: the packages' own install scripts have to run.`,
      `Pull the image, or build it on an ${context.arch} machine.`,
    );
  }
  const notes = new PackageNotes();
  return {
    entries: notes.read(cleaned(bootstrap(include, excluded, context))),
    packages: () => notes.versions(),
  };
}

async function* bootstrap(
  include: readonly string[],
  excluded: readonly string[],
  context: RecipeContext,
): AsyncGenerator<RootEntry> {
  const debs = join(context.downloads, `${context.arch}-installed`);
  await mkdir(debs, { recursive: true });
  const work = await temporaryFolder("base");
  try {
    const tar = join(work, "root.tar");
    await runTool("mmdebstrap", bootstrapArgs(include, excluded, context.arch, debs, tar), {
      env: { SOURCE_DATE_EPOCH: String(BASE_EPOCH) },
      signal: context.signal,
    });
    yield* readRootfs(createReadStream(tar));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** mmdebstrap's arguments; the two `skip` keep the downloaded packages, so that the next build needs no network for them. */
function bootstrapArgs(
  include: readonly string[],
  excluded: readonly string[],
  arch: string,
  debs: string,
  tar: string,
): readonly string[] {
  return [
    "--mode=root",
    "--variant=minbase",
    `--architectures=${arch}`,
    "--format=tar",
    ...(include.length === 0 ? [] : [`--include=${include.join(",")}`]),
    ...excluded.map((path) => `--dpkgopt=path-exclude=${path}`),
    "--skip=download/empty",
    "--skip=essential/unlink",
    '--setup-hook=mkdir -p "$1"/var/cache/apt/archives/',
    `--setup-hook=sync-in ${debs} /var/cache/apt/archives/`,
    `--customize-hook=sync-out /var/cache/apt/archives/ ${debs}`,
    SUITE,
    tar,
  ];
}
