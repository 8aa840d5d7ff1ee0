import type { Target } from "../../workbench/lab/target.ts";

/** A task whose builds and runs a person could do by hand: its folder, and what stands behind IMAGE in each run. */
export interface BenchCase {
  readonly lab: string;
  readonly task: string;
  readonly target: Target;
  readonly folder: string;
  /** Options of `docker run` before IMAGE, and the words behind it. */
  readonly runs: readonly { readonly options?: readonly string[]; readonly words: readonly string[] }[];
  readonly verdict: "pass" | "fail";
}

const solution: Target = { kind: "solution" };

/** What each task does with the learner's files; the measurement refuses a case whose task has changed. */
export const CASES: readonly BenchCase[] = [
  {
    ...{ lab: "03-scratch", task: "static", target: solution, folder: "static", verdict: "pass" },
    runs: [{ words: ["--version"] }, { words: ["--banner=//word"] }],
  },
  {
    ...{ lab: "05-alpine", task: "stack", target: solution, folder: "stack", verdict: "pass" },
    runs: [{ words: ["3000", "7"] }],
  },
  {
    ...{ lab: "07-specialised", task: "distroless", target: solution, folder: "distroless", verdict: "pass" },
    runs: [
      { options: ["--entrypoint", "/bin/sh"], words: ["-c", "echo here"] },
      { words: [] },
      { words: ["see", "word"] },
    ],
  },
  {
    ...{ lab: "03-scratch", task: "static", folder: "static", verdict: "fail" },
    target: { kind: "starter" },
    runs: [{ words: ["--version"] }],
  },
];

/** A case in one word for people. */
export function nameOf({ lab, task, verdict }: BenchCase): string {
  return `${lab} ${task} (${verdict})`;
}
