import type { Experiment } from "../workbench/record/types.ts";
import { cast, strangers } from "./05-alpine/cast.ts";
import { libc } from "./05-alpine/libc.ts";
import { names } from "./05-alpine/names.ts";
import { scripts, tools } from "./05-alpine/scripts.ts";

/** Chapter 05: what musl and BusyBox do that glibc and the GNU tools do not, and the other way round. */
export default {
  id: "05-alpine",
  bases: ["scratch", "alpine", "debian-slim", "toolchain"],
  programs: ["esbuild", "biome", "biome-musl", "sass", "sass-musl"],
  async run(recorder) {
    for (const base of ["alpine", "debian-slim"])
      await recorder.image(`${base}-image`, recorder.base(base), base);
    await cast(recorder);
    await strangers(recorder);
    await scripts(recorder);
    await tools(recorder);
    await libc(recorder);
    await names(recorder);
  },
} satisfies Experiment;
