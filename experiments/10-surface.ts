import type { Experiment } from "../workbench/record/types.ts";
import { counts } from "./10-surface/counts.ts";
import { rights } from "./10-surface/rights.ts";
import { setuid } from "./10-surface/setuid.ts";

/** Chapter 10: what somebody who got in finds in each base, and what takes it away from him. */
export default {
  id: "10-surface",
  bases: [
    "scratch",
    "busybox",
    "alpine",
    "debian-slim",
    "debian",
    "node-slim",
    "distroless-static",
    "distroless-static-nonroot",
    "distroless-base",
    "distroless-nodejs",
  ],
  programs: ["esbuild"],
  async run(recorder) {
    await counts(recorder);
    await setuid(recorder);
    await rights(recorder);
  },
} satisfies Experiment;
