// Docusaurus loads what its pages import; it does not find the export `z` of zod.
import * as z from "zod";

/** One class, graded in both ways. */
export const comparisonSchema = z.strictObject({
  lab: z.string(),
  size: z.number().int().positive(),
  jobs: z.number().int().positive(),
  sample: z
    .number()
    .int()
    .positive()
    .describe("so many of the class the loop has checked, from its start; its time is taken for the whole"),
  oursSeconds: z.number(),
  loopSeconds: z.number(),
  ratio: z.number(),
  endless: z.number().int().describe("hand-ins whose build never ends"),
  ratioWithoutEndless: z
    .number()
    .describe("the loop's time without those, over all of ours: a lower bound of the ratio"),
  memoryMegabytes: z
    .array(z.number())
    .describe("of the grader's own process: at the start, after each quarter, and at the end"),
  agree: z.number().int(),
  rejected: z.number().int(),
  different: z.array(z.string()),
});
export type Comparison = Readonly<z.infer<typeof comparisonSchema>>;

/** What `node bench/grade.ts --json` prints. */
export const gradeResultSchema = z.strictObject({
  format: z.literal("groundwork.bench-grade/1"),
  date: z.iso.datetime(),
  machine: z.strictObject({ processor: z.string(), cores: z.number(), node: z.string() }),
  runs: z.array(comparisonSchema).min(1),
});
export type GradeResult = z.infer<typeof gradeResultSchema>;
