import type { Experiment } from "../workbench/record/types.ts";
import { breaks } from "./08-stages/breaks.ts";
import { exact } from "./08-stages/exact.ts";
import { fixes } from "./08-stages/fixes.ts";
import { ignore } from "./08-stages/ignore.ts";
import { over } from "./08-stages/over.ts";
import { stages } from "./08-stages/stages.ts";

/** Chapter 08: what a stage hands to the next, what it doesn't, and how a program breaks on another base. */
export default {
  id: "08-stages",
  bases: ["toolchain", "debian-slim", "alpine", "distroless-base", "node-slim"],
  programs: ["rollup-glibc", "rollup-musl"],
  async run(recorder) {
    await stages(recorder);
    await breaks(recorder);
    await fixes(recorder);
    await exact(recorder);
    await over(recorder);
    await ignore(recorder);
  },
} satisfies Experiment;
