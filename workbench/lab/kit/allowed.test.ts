import { expect, test } from "vitest";
import { resolveDockerfile } from "../../bases/dockerfile.ts";
import { baseByReference } from "../../bases/catalogue.ts";
import { refusedBase } from "./allowed.ts";

/** The references of a text, with every base of the catalogue and one program at hand. */
function referencesOf(text: string) {
  return resolveDockerfile(text, (reference) => {
    const id = baseByReference(reference)?.id;
    if (id !== undefined) return { kind: "base", id, image: `groundwork/base-${id}` };
    return reference === "programs/biome"
      ? { kind: "program", id: "biome", image: "groundwork/program-biome" }
      : null;
  }).references;
}

test.each<[string, readonly string[] | null, number | null]>([
  ["FROM debian:13-slim", null, null],
  ["FROM debian:13-slim", ["scratch", "debian-slim"], null],
  [
    "FROM docker.io/library/debian:13-slim AS a\nFROM scratch\nCOPY --from=a /x /x",
    ["scratch", "debian-slim"],
    null,
  ],
  ["FROM scratch\nCOPY --from=programs/biome /biome /app", ["scratch"], null],
  ["FROM scratch", ["debian-slim"], 1],
  ["FROM debian:13-slim AS a\nFROM alpine:3.24", ["debian-slim"], 2],
  ["FROM scratch\nCOPY --from=nginx:1 /x /x", ["scratch"], 2],
  ["FROM somebody/else:1", ["scratch"], 1],
])("%j with only %j is refused at line %j", (text, only, line) => {
  const claim = refusedBase(referencesOf(text), only, only ?? [], "app/Dockerfile");
  expect(claim?.where ?? null).toBe(line === null ? null : `app/Dockerfile, line ${line}`);
});
