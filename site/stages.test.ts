import { expect, test } from "vitest";
import fixture from "./fixtures/99-fixture.json" with { type: "json" };
import { parseRecording } from "./recorded.ts";
import { stagesOf } from "./stages.ts";
import type { Meaning } from "./stages.ts";

const { provenance } = parseRecording(JSON.stringify(fixture));
const program = { id: "esbuild", package: "esbuild", version: "1.0.0", integrity: "sha512-x" };
const known = { ...provenance, programs: [program] };

const told = (meaning: Meaning): string =>
  meaning.kind === "base"
    ? meaning.base.id
    : meaning.kind === "program"
      ? meaning.program.package
      : meaning.kind === "stage"
        ? `stage ${meaning.number}`
        : "built";

test("each stage has its lines, and each name what it stood for", () => {
  const dockerfile = `# syntax-free
FROM debian:13-slim AS Build
COPY --from=programs/esbuild /esbuild /tool

FROM alpine:3.24
COPY --from=build /tool /a
COPY --from=0 /tool /b
COPY plain /c

FROM build
FROM team/base:1
`;
  const stages = stagesOf(dockerfile, known);
  expect(stages.map(({ number, name, firstLine }) => [number, name, firstLine])).toEqual([
    [1, "Build", 1],
    [2, null, 5],
    [3, null, 10],
    [4, null, 11],
  ]);
  expect(
    stages.flatMap(({ references }) => references.map((each) => `${each.line} ${told(each.meaning)}`)),
  ).toEqual(["2 debian-slim", "3 esbuild", "5 alpine", "6 stage 1", "7 stage 1", "10 stage 1", "11 built"]);
  expect(stages[1]?.text).toBe(
    "FROM alpine:3.24\nCOPY --from=build /tool /a\nCOPY --from=0 /tool /b\nCOPY plain /c",
  );
});

test("a text without FROM has no stages", () => {
  expect(stagesOf("RUN true\n", known)).toEqual([]);
});
