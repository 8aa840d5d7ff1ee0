import { readFileSync } from "node:fs";

/** What a Dockerfile says for each of the three, smallest first. */
export const distroless = {
  static: "gcr.io/distroless/static-debian13",
  base: "gcr.io/distroless/base-debian13",
  cc: "gcr.io/distroless/cc-debian13",
} as const;

/** Text of a file of this folder, or of another by its path from here. */
export const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
