// Docusaurus loads this file through jiti, which does not find the export `z` of zod.
import * as z from "zod";
import { intakeLimitsSchema } from "../../workbench/grade/intake/limits.ts";
import { sandboxLimitsSchema } from "../../workbench/grade/sandbox/limits.ts";
import type { GuideTable } from "./table.ts";

const limitSchema = z.object({ default: z.number(), description: z.string() });
const limitsSchema = z.object({ properties: z.record(z.string(), limitSchema) });

/** Every limit of a sandbox, as the grader's own schema has it. */
export function sandboxLimits(): GuideTable {
  return {
    caption: "Limits of a sandbox",
    columns: ["Name in `limits`", "Default", "What it bounds"],
    rows: rowsOf(sandboxLimitsSchema),
    notes: ["An assignment changes one by its name, under `limits`."],
  };
}

/** What intake takes of one hand-in at most. */
export function intakeLimits(): GuideTable {
  return {
    caption: "Limits of intake",
    columns: ["Limit", "Value", "What it bounds"],
    rows: rowsOf(intakeLimitsSchema),
    notes: ["These are fixed: no assignment changes them. How large each file may be is said by its lab."],
  };
}

function rowsOf(schema: z.ZodType): string[][] {
  const { properties } = limitsSchema.parse(z.toJSONSchema(schema, { io: "input" }));
  return Object.entries(properties).map(([name, { default: value, description }]) => [
    `\`${name}\``,
    value.toLocaleString("en"),
    description,
  ]);
}
