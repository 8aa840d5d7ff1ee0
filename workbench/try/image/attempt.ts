import { link, mkdtemp } from "node:fs/promises";
import path from "node:path";
import { writeLayer } from "../../bases/rootfs/write.ts";
import { buildLimits } from "../../lab/limits.ts";
import type { RunOutcome } from "../../engine/types.ts";
import { openImage } from "../../image/sources/open.ts";
import { ImageReadError } from "../../image/read-error.ts";
import type { ImageRead } from "../../image/read.ts";
import type { FileFacts } from "../../image/types.ts";
import { absent } from "../bases.ts";
import { attemptOn, notBuilt, observe, type Runner, type Tried } from "../observe.ts";
import type { Carried } from "./carried.ts";
import { meet } from "./meet.ts";

export interface ImageAttempt extends Runner {
  readonly image: ImageRead;
  readonly carried: Carried;
  readonly settings: readonly string[];
  /** Folder for what is sent; removed by who made it. */
  readonly folder: string;
  /** The files to be carried, as a tar in that folder; null where there are none. */
  readonly files: string | null;
}

/** Lays what is carried on another base, runs the result and reads both its sizes. `own`: the run to measure by. */
export async function attemptImage(
  request: ImageAttempt,
  reference: string,
  own: RunOutcome | null,
): Promise<Tried> {
  const { image, carried, settings, stage, limits, signal } = request;
  const on = { reference, own: false, started: Date.now() };
  const base = await treeOf(request, reference);
  if (typeof base === "string") return absent(reference, base);
  const met = meet(image.files, carried, base);
  const { entries } = met;
  const notes = [...met.notes];
  const contextDir = await mkdtemp(path.join(request.folder, "on-"));
  const sources: string[] = [];
  if (entries.length > 0) {
    await writeLayer(entries, path.join(contextDir, "folders.tar.gz"), signal);
    sources.push("folders.tar.gz");
  }
  if (request.files !== null) {
    await link(request.files, path.join(contextDir, "files.tar"));
    sources.push("files.tar");
  }
  const add = sources.length === 0 ? [] : [`ADD ${sources.join(" ")} /`];
  const dockerfileText = [`FROM ${reference}`, ...add, ...settings, ""].join("\n");
  const built = await stage.build({ ...buildLimits(limits), contextDir, dockerfileText, signal });
  signal?.throwIfAborted();
  // A line of our own Dockerfile says nothing to somebody who has an image.
  if (!built.ok) return { attempt: attemptOn(on, { ...notBuilt(built), line: null, notes }), ran: null };
  const { seen, ran } = await observe(request, built.imageId, own);
  return { attempt: attemptOn(on, { ...seen, notes }), ran };
}

/** The files of a base; a sentence where it can't be had. */
async function treeOf(
  { stage, signal }: ImageAttempt,
  reference: string,
): Promise<ReadonlyMap<string, FileFacts> | string> {
  const [found] = stage.references(`FROM ${reference}\n`);
  if (found?.kind === "scratch") return new Map<string, FileFacts>();
  try {
    const { engine } = stage.scope;
    const options = { engine, measureCompressed: false, ...(signal && { signal }) };
    return (await openImage(found?.image ?? reference, options)).files;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ImageReadError) return error.message;
    throw error;
  }
}
