import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { NODE_FLAGS } from "../../bootstrap/lib/flags.mjs";

const readingSchema = z.object({
  ms: z.number(),
  layers: z.number(),
  files: z.number(),
  unpackedBytes: z.number(),
  peakMemoryBytes: z.number(),
});
export type Reading = z.infer<typeof readingSchema>;

/** What anybody who looks at an image through the engine must pay: `docker save IMAGE | tar t`, in milliseconds. */
export async function floorMs(endpoint: string, image: string): Promise<number> {
  const start = performance.now();
  const save = spawn("docker", ["-H", endpoint, "save", image], { stdio: ["ignore", "pipe", "inherit"] });
  const list = spawn("tar", ["t"], { stdio: [save.stdout, "ignore", "inherit"] });
  save.stdout.destroy();
  const codes = await Promise.all(
    [save, list].map(async (child) => (await once(child, "close"))[0] as unknown),
  );
  if (codes.some((code) => code !== 0))
    throw new Error(`docker save ${image} | tar t ended with ${codes.join(" and ")}.`);
  return performance.now() - start;
}

/** Reads an image in a process of its own, started as the command is, so that its memory is that of this one reading. */
export async function readApart(image: string, cacheDir: string | null): Promise<Reading> {
  const script = join(import.meta.dirname, "read.child.ts");
  const child = [...NODE_FLAGS, script, image, ...(cacheDir === null ? [] : [cacheDir])];
  const { stdout } = await promisify(execFile)(process.execPath, child);
  return readingSchema.parse(JSON.parse(stdout));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
