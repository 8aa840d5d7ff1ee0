import { createRequire } from "node:module";
import { gradingTables } from "../guide/grading.ts";
import { lateExamples } from "../guide/late.ts";
import { intakeLimits, sandboxLimits } from "../guide/limits.ts";
import type { GuideTables } from "../guide/table.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

const { resolve } = createRequire(import.meta.url);
/** What the tables are made from, besides the imported file. */
const sources = ["sandbox/limits.ts", "intake/limits.ts", "late.ts"].map((file) =>
  resolve(`../../workbench/grade/${file}`),
);

/** Imports the tables of the instructors' guide: the grader's own limits and rules, and the stored run of its measurement. */
export default function guideLoader(this: LoaderContext, source: string): string {
  for (const file of [import.meta.filename, ...sources]) this.addDependency(file);
  return forPage(this, () => {
    const tables: GuideTables = {
      sandbox: sandboxLimits(),
      intake: intakeLimits(),
      late: lateExamples(),
      ...gradingTables(source),
    };
    return toModule(tables);
  });
}
