import type { Experiment } from "../workbench/record/types.ts";
import { changes } from "./02-layers/changes.ts";
import { sharing } from "./02-layers/sharing.ts";
import { sizes } from "./02-layers/sizes.ts";

/** Chapter 02: what is stored once, what is never given back, and which size somebody means. */
export default {
  id: "02-layers",
  bases: ["busybox", "alpine", "debian-slim", "debian", "registry"],
  programs: ["esbuild"],
  async run(recorder) {
    await changes(recorder);
    await sharing(recorder);
    await sizes(recorder);
  },
} satisfies Experiment;
