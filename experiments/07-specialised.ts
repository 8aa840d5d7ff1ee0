import type { Experiment } from "../workbench/record/types.ts";
import { addons } from "./07-specialised/addons.ts";
import { contents } from "./07-specialised/contents.ts";
import { starts } from "./07-specialised/starts.ts";
import { trust } from "./07-specialised/trust.ts";

/** Chapter 07: what a language's image adds to a base, how it starts things, and whom it can load. */
export default {
  id: "07-specialised",
  bases: ["alpine", "debian-slim", "debian", "node-slim", "node", "distroless-nodejs"],
  programs: ["rollup-glibc", "rollup-musl"],
  async run(recorder) {
    await contents(recorder);
    await starts(recorder);
    await trust(recorder);
    await addons(recorder);
  },
} satisfies Experiment;
