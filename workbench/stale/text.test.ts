import { expect, test } from "vitest";
import type { StaleReport } from "./schema.ts";
import { staleText } from "./text.ts";

const report = (rest: Partial<StaleReport>): StaleReport => ({
  format: "groundwork.stale/1",
  image: "my/app",
  verdict: "current",
  base: "debian:13-slim",
  knownBy: "label",
  asked: "registry",
  now: "sha256:1",
  reasons: ["The reason."],
  next: null,
  ...rest,
});

test.each<[Partial<StaleReport>, string]>([
  [{}, "✓ current: my/app on debian:13-slim (says its label)\n  The reason."],
  [
    { verdict: "stale", knownBy: "layers", asked: "engine", next: "Build it again." },
    "✗ stale: my/app on debian:13-slim (by its layers)\n  The reason.\n  That is what this machine holds; the registry may have a newer one.\n  Build it again.",
  ],
  [
    { verdict: "unknown", base: null, knownBy: null, asked: null, next: "Name the base." },
    "? can't tell: my/app\n  The reason.\n  Name the base.",
  ],
])("%j", (rest, text) => {
  expect(staleText(report(rest))).toBe(text);
});
