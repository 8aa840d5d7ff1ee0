import type { Experiment } from "../workbench/record/types.ts";
import { inside } from "./06-distroless/inside.ts";
import { missing } from "./06-distroless/missing.ts";
import { rebuilt } from "./06-distroless/rebuilt.ts";
import { scanned } from "./06-distroless/scanned.ts";
import { served } from "./06-distroless/served.ts";
import { supplies } from "./06-distroless/supplies.ts";

/** Chapter 06: what is inside an image without a distribution's tools, and how to live with it. */
export default {
  id: "06-distroless",
  bases: [
    "scratch",
    "busybox",
    "debian-slim",
    "toolchain",
    "distroless-static",
    "distroless-static-nonroot",
    "distroless-static-debug",
    "distroless-base",
    "distroless-cc",
    "debs",
  ],
  programs: ["esbuild", "biome", "sass", "sass-musl"],
  async run(recorder) {
    await inside(recorder);
    await supplies(recorder);
    await missing(recorder);
    await rebuilt(recorder);
    await scanned(recorder);
    await served(recorder);
  },
} satisfies Experiment;
