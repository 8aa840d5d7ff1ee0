import type { Experiment } from "../workbench/record/types.ts";
import { bill } from "./09-current/bill.ts";
import { platforms } from "./09-current/platforms.ts";
import { rebuilds } from "./09-current/rebuilds.ts";

/** Chapter 09: what a name means in a registry, who still stands on the old image, and what brings the new one. */
export default {
  id: "09-current",
  bases: ["busybox", "debian-slim", "registry"],
  programs: [],
  async run(recorder) {
    const registry = await recorder.registry();
    await rebuilds(recorder, registry);
    await platforms(recorder, registry);
    await bill(recorder);
  },
} satisfies Experiment;
