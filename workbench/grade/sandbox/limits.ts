import { z } from "zod";

const count = z.number().int().positive();
const seconds = z.number().positive();
const megabytes = count.describe("in units of 1,000,000 bytes");

/** Every limit of the sandbox, by the name that an assignment's `limits` gives it. Memory of both groups is without swap. */
export const sandboxLimitsSchema = z
  .strictObject({
    jobsMemoryMegabytes: megabytes
      .default(1200)
      .describe("memory of all builds and containers of a submission together, their page cache included"),
    engineMemoryMegabytes: megabytes
      .default(2000)
      .describe(
        "the same with the engine itself, which needs room above the jobs' so that the kernel never picks it as the victim",
      ),
    jobsPids: count.default(400).describe("processes and threads of all builds and containers together"),
    enginePids: count.default(1000).describe("the same with the engine itself"),
    cpus: z.number().positive().default(2).describe("processor time of all builds and containers, in cores"),
    diskMegabytes: megabytes
      .default(3000)
      .describe("the engine's whole disk, the bases on it included; a file system of this size is made"),
    buildSeconds: seconds.default(180).describe("until one build is stopped; a lab's own limit may be less"),
    runSeconds: seconds.default(60).describe("until one container is stopped; a lab asks for less"),
    submissionSeconds: seconds.default(600).describe("until the whole engine is ended, whatever it does"),
    runOutputMegabytes: megabytes
      .default(8)
      .describe("what one container may print before it is stopped; less of it is kept"),
    buildLogMegabytes: megabytes
      .default(8)
      .describe("what one build may print before it is stopped; less is kept"),
    imageMegabytes: megabytes.default(1500).describe("unpacked size of an image that a build gives"),
    contextMegabytes: megabytes.default(50).describe("files of one build's context"),
    contextFiles: count.default(2000).describe("files, folders and links of one build's context"),
    dockerfileKilobytes: count.default(64).describe("in units of 1,000 bytes"),
  })
  .refine((limits) => limits.engineMemoryMegabytes >= limits.jobsMemoryMegabytes + 300, {
    error: "engineMemoryMegabytes must be at least 300 above jobsMemoryMegabytes, or the engine is killed",
    path: ["engineMemoryMegabytes"],
  })
  .refine((limits) => limits.enginePids >= limits.jobsPids + 200, {
    error: "enginePids must be at least 200 above jobsPids, or the engine can't start what it was asked for",
    path: ["enginePids"],
  })
  .prefault({});
export type SandboxLimits = z.infer<typeof sandboxLimitsSchema>;

export const MB = 1_000_000;
