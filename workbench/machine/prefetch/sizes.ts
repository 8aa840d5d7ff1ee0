import { catalogue } from "../../bases/catalogue.ts";
import { EXPERIMENTS_DIR, RECORDINGS_DIR } from "../../project.ts";
import { findProgram, programPlatform } from "../../programs/catalogue.ts";
import { listExperiments, readRecording } from "../../record/store.ts";

/** Unpacked bytes of bases by id, as recordings of the course last saw them, or as others published them. */
export async function recordedSizes(): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const { id, published } of catalogue) {
    const unpacked = published.find(({ measure }) => measure === "unpacked");
    if (unpacked) sizes.set(id, unpacked.bytes);
  }
  for (const id of await listExperiments(EXPERIMENTS_DIR)) {
    const recording = await readRecording(RECORDINGS_DIR, id);
    for (const base of recording?.provenance.bases ?? []) sizes.set(base.id, base.unpackedBytes);
  }
  return sizes;
}

/** Bytes of a program's main executable. */
export function programBytes(id: string, platform: string): number {
  return findProgram(id).platforms[programPlatform(platform)].bytes;
}

/** Milliseconds until the rest is got too, at the pace until now; null where a size or the pace is not known. Pure. */
export function timeLeft(done: readonly Sized[], left: readonly Sized[], elapsedMs: number): number | null {
  const [doneBytes, leftBytes] = [sum(done), sum(left)];
  return doneBytes === null || leftBytes === null || doneBytes === 0 || elapsedMs <= 0
    ? null
    : (leftBytes / doneBytes) * elapsedMs;
}

interface Sized {
  readonly bytes: number | null;
}

function sum(items: readonly Sized[]): number | null {
  return items.reduce<number | null>(
    (total, { bytes }) => (total === null || bytes === null ? null : total + bytes),
    0,
  );
}

/** `about 3 min left`, `about 20 s left`, or nothing where nothing is known. Pure. */
export function timeLeftText(milliseconds: number | null): string {
  if (milliseconds === null) return "";
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `, about ${seconds} s left` : `, about ${Math.round(seconds / 60)} min left`;
}
