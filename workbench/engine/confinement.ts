import { appendFile } from "node:fs/promises";
import { z } from "zod";

/**
 * What holds for everything that an engine builds and runs when it was started for one hostile hand-in: plain data, since
 * the process that runs a lab's tests has to be told. The limits of the engine as a whole are its cgroups' and its disk's.
 */
export const confinementSchema = z.strictObject({
  dataDir: z.string().describe("the engine's data root, as it is seen from outside of its namespaces"),
  netns: z.string().describe("its network namespace: published ports are on the loopback in there"),
  notes: z.string().describe("file to which is added what no cgroup remembers, a word on a line"),
  pids: z.number().int().positive(),
  memoryBytes: z.number().int().positive(),
  cpus: z.number().positive(),
  runMs: z.number().int().positive(),
  runOutputBytes: z.number().int().positive(),
  buildMs: z.number().int().positive(),
  buildLogBytes: z.number().int().positive(),
  imageBytes: z.number().int().positive().describe("unpacked"),
  contextBytes: z.number().int().positive(),
  contextFiles: z.number().int().positive(),
  dockerfileBytes: z.number().int().positive(),
});
export type Confinement = z.infer<typeof confinementSchema>;

/** What can be noted: breaches as the grader names them, and `killed`, a RUN that ended as one killed for memory does. */
export const notedSchema = z.enum([
  "build-time",
  "run-time",
  "memory",
  "disk",
  "output",
  "image-too-large",
  "killed",
]);
export type Noted = z.infer<typeof notedSchema>;

/** Notes a breach that was seen from outside of the container or the build. */
export async function note({ notes }: Confinement, seen: Noted): Promise<void> {
  await appendFile(notes, `${seen}\n`);
}
