import type { Experiment } from "../workbench/record/types.ts";
import { bases } from "./11-choosing/bases.ts";
import { weigh } from "./11-choosing/finished.ts";
import { matrix } from "./11-choosing/matrix.ts";

/** Chapter 11: every program and every need of the course on every base that can be had without a registry. */
export default {
  id: "11-choosing",
  bases: Object.keys(bases),
  programs: ["esbuild", "biome", "biome-musl", "sass", "sass-musl", "rollup-glibc", "rollup-musl"],
  async run(recorder) {
    await matrix(recorder);
    await weigh(recorder);
  },
} satisfies Experiment;
