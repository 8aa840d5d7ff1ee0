import type { Experiment } from "../workbench/record/types.ts";
import { absences } from "./04-glibc/absences.ts";
import { bites } from "./04-glibc/bites.ts";
import { difference } from "./04-glibc/difference.ts";
import { installs } from "./04-glibc/installs.ts";
import { releases } from "./04-glibc/releases.ts";
import { versions } from "./04-glibc/versions.ts";

/** Chapter 04: what slim leaves out, what no Debian image has, what an install leaves behind, and what a glibc promises. */
export default {
  id: "04-glibc",
  bases: ["scratch", "debian", "debian-slim", "toolchain"],
  programs: ["esbuild", "biome", "sass"],
  async run(recorder) {
    await difference(recorder);
    await bites(recorder);
    await absences(recorder);
    await installs(recorder);
    await versions(recorder);
    await releases(recorder);
  },
} satisfies Experiment;
