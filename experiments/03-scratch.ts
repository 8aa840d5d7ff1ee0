import type { Experiment } from "../workbench/record/types.ts";
import { pieces } from "./03-scratch/pieces.ts";
import { served } from "./03-scratch/served.ts";
import { supplies } from "./03-scratch/supplies.ts";
import { texts } from "./03-scratch/texts.ts";

/** Chapter 03: what is missing from an image that has nothing, and how each absence sounds. */
export default {
  id: "03-scratch",
  bases: ["scratch", "debian-slim", "toolchain"],
  programs: ["esbuild", "biome", "biome-musl"],
  async run(recorder) {
    await texts(recorder);
    await pieces(recorder);
    await supplies(recorder);
    await served(recorder);
  },
} satisfies Experiment;
