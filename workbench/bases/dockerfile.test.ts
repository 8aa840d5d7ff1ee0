import { expect, test } from "vitest";
import { baseLookup, basesWanted, resolveDockerfile, restoreNames } from "./dockerfile.ts";
import type { Lookup } from "./dockerfile.ts";
import { baseByReference } from "./catalogue.ts";
import { normalReference } from "./reference.ts";
import type { ResolvedBase } from "./types.ts";

const IMAGES: Readonly<Record<string, string>> = {
  "docker.io/library/alpine:3.24": "groundwork/base-alpine:aaaaaaaaaaaa",
  "docker.io/library/debian:13-slim": "groundwork/base-debian-slim:bbbbbbbbbbbb",
  "gcr.io/distroless/static-debian13:latest": "groundwork/base-distroless-static:cccccccccccc",
};

const lookup: Lookup = (reference) => {
  if (reference.startsWith("programs/")) {
    return {
      kind: "program",
      id: reference.slice(9),
      image: `groundwork/program-${reference.slice(9)}:dddddddddddd`,
    };
  }
  const image = IMAGES[normalReference(reference)];
  return image === undefined ? null : { kind: "base", id: baseByReference(reference)?.id ?? "", image };
};

const A = "groundwork/base-alpine:aaaaaaaaaaaa";
const D = "groundwork/base-debian-slim:bbbbbbbbbbbb";
const E = "groundwork/program-esbuild:dddddddddddd";

test.each<[string, string, string]>([
  ["plain", "FROM alpine:3.24\n", `FROM ${A}\n`],
  ["lower case, tab, no newline at the end", "from\talpine:3.24", `from\t${A}`],
  ["long spelling", "FROM docker.io/library/alpine:3.24", `FROM ${A}`],
  ["a stage's name stays", "FROM alpine:3.24 AS build\nFROM build\n", `FROM ${A} AS build\nFROM build\n`],
  ["a stage in another case", "FROM alpine:3.24 AS Build\nFROM bUILD\n", `FROM ${A} AS Build\nFROM bUILD\n`],
  ["platform", "FROM --platform=linux/amd64 alpine:3.24 AS x", `FROM --platform=linux/amd64 ${A} AS x`],
  ["scratch stays", "FROM scratch\n", "FROM scratch\n"],
  ["unknown stays", "FROM quay.io/other/thing:1\n", "FROM quay.io/other/thing:1\n"],
  ["another tag is another image", "FROM alpine:edge\n", "FROM alpine:edge\n"],
  ["ARG default", "ARG V=3.24\nFROM alpine:${V}\n", `ARG V=3.24\nFROM ${A}\n`],
  ["ARG without braces", "ARG B=alpine:3.24\nFROM $B\n", `ARG B=alpine:3.24\nFROM ${A}\n`],
  ["ARG from an ARG", "ARG V=3.24\nARG B=alpine:$V\nFROM $B", `ARG V=3.24\nARG B=alpine:$V\nFROM ${A}`],
  ["default in place", "FROM alpine:${V:-3.24}\n", `FROM ${A}\n`],
  ["quoted ARG", 'ARG B="alpine:3.24"\nFROM $B\n', `ARG B="alpine:3.24"\nFROM ${A}\n`],
  [
    "an ARG that names a stage",
    "ARG S=b\nFROM alpine:3.24 AS b\nFROM $S\n",
    `ARG S=b\nFROM ${A} AS b\nFROM $S\n`,
  ],
  ["comment", "# FROM alpine:3.24\nFROM alpine:3.24\n", `# FROM alpine:3.24\nFROM ${A}\n`],
  [
    "comment within a continuation",
    "RUN a \\\n# FROM alpine:3.24\n b\n",
    "RUN a \\\n# FROM alpine:3.24\n b\n",
  ],
  ["continuation", "FROM \\\n  alpine:3.24 \\\n  AS b\n", `FROM \\\n  ${A} \\\n  AS b\n`],
  [
    "escape directive",
    "# escape=`\nFROM `\n alpine:3.24\nRUN a `\n b\n",
    `# escape=\`\nFROM \`\n ${A}\nRUN a \`\n b\n`,
  ],
  ["Windows line ends", "# a\r\nFROM alpine:3.24\r\nRUN a\r\n", `# a\r\nFROM ${A}\r\nRUN a\r\n`],
  [
    "heredoc",
    "FROM alpine:3.24\nRUN <<EOF\nFROM alpine:3.24\nCOPY --from=alpine:3.24 a b\nEOF\nFROM debian:13-slim",
    `FROM ${A}\nRUN <<EOF\nFROM alpine:3.24\nCOPY --from=alpine:3.24 a b\nEOF\nFROM ${D}`,
  ],
  [
    "heredoc of COPY",
    "FROM alpine:3.24\nCOPY <<X /f\nFROM alpine:3.24\nX\n",
    `FROM ${A}\nCOPY <<X /f\nFROM alpine:3.24\nX\n`,
  ],
  [
    "copy from an image",
    "FROM scratch\nCOPY --from=alpine:3.24 /a /b\n",
    `FROM scratch\nCOPY --from=${A} /a /b\n`,
  ],
  [
    "copy from a program",
    "FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\n",
    `FROM scratch\nCOPY --from=${E} /esbuild /app\n`,
  ],
  ["from a program", "FROM programs/esbuild AS p\nFROM scratch\n", `FROM ${E} AS p\nFROM scratch\n`],
  [
    "copy from a stage",
    "FROM alpine:3.24 AS b\nFROM scratch\nCOPY --from=b /a /b\nCOPY --from=0 /a /c\n",
    `FROM ${A} AS b\nFROM scratch\nCOPY --from=b /a /b\nCOPY --from=0 /a /c\n`,
  ],
  [
    "copy with another flag before",
    "FROM scratch\nCOPY --chmod=755 --from=alpine:3.24 /a /b\n",
    `FROM scratch\nCOPY --chmod=755 --from=${A} /a /b\n`,
  ],
  [
    "mount",
    "FROM alpine:3.24\nRUN --mount=type=bind,from=debian:13-slim,target=/d ls /d\n",
    `FROM ${A}\nRUN --mount=type=bind,from=${D},target=/d ls /d\n`,
  ],
  [
    "onbuild",
    "FROM alpine:3.24\nONBUILD COPY --from=debian:13-slim /a /b\n",
    `FROM ${A}\nONBUILD COPY --from=${D} /a /b\n`,
  ],
  [
    "a stage named like an image hides it",
    "FROM debian:13-slim AS x\nFROM x\nCOPY --from=x / /\n",
    `FROM ${D} AS x\nFROM x\nCOPY --from=x / /\n`,
  ],
  [
    "pinned by digest",
    `FROM alpine:3.24@sha256:${"0".repeat(64)}\n`,
    `FROM alpine:3.24@sha256:${"0".repeat(64)}\n`,
  ],
  ["empty", "", ""],
  ["no Dockerfile at all", "FROM\nFROM \n\u0000COPY --from= x\n", "FROM\nFROM \n\u0000COPY --from= x\n"],
])("%s", (_, text, expected) => {
  const { text: result } = resolveDockerfile(text, lookup);
  expect(result).toBe(expected);
});

test("a build argument goes before the default", () => {
  const text = "ARG B=debian:13-slim\nFROM ${B}\n";
  expect(resolveDockerfile(text, lookup, { B: "alpine:3.24" }).text).toBe(
    `ARG B=debian:13-slim\nFROM ${A}\n`,
  );
});

test("an ARG of a stage is not seen by FROM", () => {
  const text = "FROM scratch\nARG V=3.24\nFROM alpine:$V\n";
  expect(resolveDockerfile(text, lookup).references[1]).toMatchObject({
    reference: "alpine:",
    kind: "unknown",
  });
});

test("each reference is told with its line and kind", () => {
  const text =
    "# c\nFROM alpine:3.24 AS b\n\nFROM scratch\nCOPY --from=b / /\nCOPY --from=programs/esbuild / /\nCOPY --from=x / /\n";
  expect(resolveDockerfile(text, lookup).references).toEqual([
    { line: 2, reference: "alpine:3.24", kind: "base", id: "alpine", image: A },
    { line: 4, reference: "scratch", kind: "scratch", id: "scratch", image: null },
    { line: 5, reference: "b", kind: "stage", id: null, image: null },
    { line: 6, reference: "programs/esbuild", kind: "program", id: "esbuild", image: E },
    { line: 7, reference: "x", kind: "unknown", id: null, image: null },
  ]);
});

test("the bases that a Dockerfile wants", () => {
  const text =
    "FROM debian:trixie-slim AS a\nFROM alpine:3.24\nFROM a\nFROM scratch\nCOPY --from=alpine:3.24 / /\nFROM x\n";
  expect(basesWanted(text, (reference) => baseByReference(reference)?.id)).toEqual([
    "debian-slim",
    "alpine",
    "scratch",
  ]);
});

test("the learner's names come back in the engine's texts", () => {
  const { references } = resolveDockerfile("FROM alpine:3.24\nCOPY --from=programs/esbuild / /\n", lookup);
  const log = [
    `Step 1/2 : FROM ${A}`,
    `#3 [1/2] FROM docker.io/${A}`,
    "pull access denied for groundwork/base-alpine, repository does not exist",
    `COPY --from=${E} / /`,
  ].join("\n");
  expect(restoreNames(log, references)).toBe(
    [
      "Step 1/2 : FROM alpine:3.24",
      "#3 [1/2] FROM alpine:3.24",
      "pull access denied for alpine, repository does not exist",
      "COPY --from=programs/esbuild / /",
    ].join("\n"),
  );
});

test("a pulled base is found by every spelling and by its digest", () => {
  const digest = `sha256:${"1".repeat(64)}`;
  const base: ResolvedBase = {
    id: "debian-slim",
    reference: "debian:13-slim",
    origin: "registry",
    image: D,
    digest: `sha256:${"2".repeat(64)}`,
    repoDigest: `debian@${digest}`,
    platform: "linux/amd64",
    unpackedBytes: 1,
    compressedBytes: 1,
    obtainedAt: "2026-11-23T00:00:00.000Z",
  };
  const find = baseLookup([base]);
  const found = ["debian:trixie-slim", `debian@${digest}`, `debian:13-slim@${digest}`].map(
    (name) => find(name)?.image,
  );
  expect(found).toEqual([D, D, D]);
  expect(find(`debian@sha256:${"3".repeat(64)}`)).toBeNull();
});
