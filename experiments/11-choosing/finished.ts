import type { Recorder } from "../../workbench/record/types.ts";

/** The same two programs, in the way that each base asks for: another build of the program, or another base. */
const finished = {
  "biome-debian-slim": ["biome on debian:13-slim", "debian:13-slim", "biome /biome /app"],
  "biome-distroless-cc": ["biome on distroless cc", "gcr.io/distroless/cc-debian13", "biome /biome /app"],
  "biome-static": [
    "biome-musl on distroless static",
    "gcr.io/distroless/static-debian13",
    "biome-musl /biome-musl /app",
  ],
  "biome-scratch": ["biome-musl on scratch", "scratch", "biome-musl /biome-musl /app"],
  "sass-debian-slim": ["sass on debian:13-slim", "debian:13-slim", "sass /sass /sass"],
  "sass-distroless-base": ["sass on distroless base", "gcr.io/distroless/base-debian13", "sass /sass /sass"],
  "sass-alpine": ["sass-musl on Alpine", "alpine:3.24", "sass-musl /sass-musl /sass"],
} as const;

/** What a finished image weighs: the base is one part of it, and the program is the other. */
export async function weigh(recorder: Recorder): Promise<void> {
  for (const [key, [title, base, copy]] of Object.entries(finished)) {
    const image = await recorder.build(`${key}-build`, {
      title,
      tag: key,
      dockerfile: `FROM ${base}\nCOPY --from=programs/${copy}\n`,
    });
    await recorder.image(`${key}-image`, image, title);
  }
}
