import type { Experiment } from "../workbench/record/types.ts";
import { architecture } from "./01-base-image/architecture.ts";
import { inheritance } from "./01-base-image/inheritance.ts";
import { layers } from "./01-base-image/layers.ts";
import { surprises } from "./01-base-image/surprises.ts";

/** Chapter 01: what stands under an image, what comes with it, and what does not. */
export default {
  id: "01-base-image",
  bases: ["scratch", "alpine", "debian-slim"],
  programs: ["esbuild"],
  async run(recorder) {
    await layers(recorder);
    await inheritance(recorder);
    await surprises(recorder);
    await architecture(recorder);
  },
} satisfies Experiment;
