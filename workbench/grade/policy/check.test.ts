// Half words. cspell:ignore ount
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Allowed } from "./allowed.ts";
import { checkDockerfile } from "./check.ts";
import { isDockerfile } from "./names.ts";

const ALLOWED: Allowed = {
  bases: ["debian-slim", "busybox"],
  programs: ["esbuild"],
  names: ["team/base:1"],
  args: ["BASE", "DIGEST"],
};

const rulesIn = (text: string | Uint8Array): string[] =>
  checkDockerfile("Dockerfile", Buffer.from(text as string), ALLOWED).map(
    ({ line, rule }) => `${line ?? "-"} ${rule}`,
  );

test.each([
  "FROM debian:13-slim",
  "from docker.io/library/debian:13-slim as x\nFROM X",
  "FROM scratch\nCOPY --from=programs/esbuild /esbuild /app",
  "ARG TAG=13-slim\nFROM --platform=linux/amd64 debian:${TAG}",
  "FROM team/base:1\nUSER $APP\nCOPY --chown=$APP:$APP a b",
  "ARG BASE\nARG DIGEST\nFROM ${BASE}@${DIGEST}",
  "FROM busybox:1.38-musl\nADD words.txt /words.txt\nONBUILD COPY page.html /srv/",
  "FROM busybox:1.38-musl AS a\nFROM scratch\nCOPY --from=0 /x /x\nRUN --mount=from=a,target=/a --network=none true",
  "FROM busybox:1.38-musl\nRUN --mount=type=tmpfs,target=/t echo $HOME # syntax=x",
  "FROM busybox:1.38-musl\nRUN <<EOF\necho one\necho two\nEOF\nUSER 1",
  "# escape=\\\nFROM scratch",
])("within the rules: %j", (text) => {
  expect(rulesIn(text)).toEqual([]);
});

test.each([
  ["FROM nginx", ["1 from-not-allowed"]],
  ["FROM debian:13-slim@sha256:00", ["1 from-not-allowed"]],
  ["fRoM \\\n  nginx:1 \\\n  AS x", ["1 from-not-allowed"]],
  ["FR\\\nOM nginx", ["1 from-not-allowed"]],
  ["FROM\tnginx", ["1 from-not-allowed"]],
  ["FROM\fnginx", ["1 from-not-allowed"]],
  ["ARG B=nginx\nFROM ${B}", ["2 from-not-allowed"]],
  ["ARG B\nFROM ${B:-nginx}", ["2 from-not-allowed"]],
  ["FROM $NOTHING", ["1 from-without-value"]],
  ["FROM x$BASE", ["1 from-not-allowed"]],
  ["ARG BASE\nFROM evil/$BASE", ["2 from-not-allowed"]],
  ["FROM programs/biome", ["1 from-not-allowed"]],
  ["FROM groundwork/base-debian:1", ["1 from-not-allowed"]],
  ["FROM scratch AS a\nFROM a\nCOPY --from=b /x /x", ["3 copy-from-not-allowed"]],
  ["FROM scratch\nCOPY --chown=1 --from=team/solution:1 /x /x", ["2 copy-from-not-allowed"]],
  ["FROM scratch\nCOPY --from=$X /x /x", ["2 copy-from-not-allowed"]],
  ["FROM scratch\nONBUILD COPY --from=nginx /x /x", ["2 copy-from-not-allowed"]],
  ["FROM scratch\nRUN --mount=type=bind,from=nginx,target=/x true", ["2 mount-from-not-allowed"]],
  ["FROM scratch\nADD https://example.com/x /x", ["2 remote-add"]],
  ["FROM scratch\nadd HTTP://example.com/x /x", ["2 remote-add"]],
  ["FROM scratch\nADD --chown=1 git@example.com:x/y.git /x", ["2 remote-add"]],
  ["FROM scratch\nADD github.com/x/y /x", ["2 remote-add"]],
  ['FROM scratch\nADD ["\\u0068ttp://example.com/x", "/x"]', ["2 remote-add"]],
  ["FROM scratch\nARG U=http://example.com\nADD $U /x", ["3 add-unclear"]],
  ["FROM scratch\nADD ht\\tp://example.com/x /x", ["2 remote-add"]],
  ['FROM scratch\nADD h"ttp:"//example.com/x /x', ["2 add-unclear"]],
  ["FROM scratch\nONBUILD ADD http://example.com/x /x", ["2 remote-add"]],
  ["FROM scratch\nRUN --mount=type=secret,id=a cat /run/secrets/a", ["2 secret-mount"]],
  ["FROM scratch\nRUN --mount=type=ssh true", ["2 ssh-mount"]],
  ["FROM scratch\nRUN --mount=target=/c,type=CACHE true", ["2 cache-mount"]],
  ["FROM scratch\nRUN --mount=type=npipe true", ["2 unknown-mount"]],
  ['FROM scratch\nRUN --mount="type=secret",id=a true', ["2 odd-flag"]],
  ["FROM scratch\nRUN --m\\ount=type=secret true", ["2 secret-mount"]],
  ["FROM scratch\nRUN --m'ount'=type=secret true", ["2 odd-flag"]],
  ["FROM scratch\nONBUILD ONBUILD ADD http://example.com/x /x", ["2 remote-add"]],
  ["FROM scratch\nRUN --mount=type=$T true", ["2 odd-flag"]],
  ["FROM scratch\nRUN --network=host true", ["2 run-network"]],
  ["FROM scratch\nRUN --security=insecure true", ["2 run-security"]],
  ["FROM scratch\nRUN --device=gpu true", ["2 run-flag"]],
  ["FROM scratch\nONBUILD RUN --mount=type=ssh true", ["2 ssh-mount"]],
  ["# syntax=docker/dockerfile:1\nFROM scratch", ["1 syntax-line"]],
  ["#\tSyNtAx = x\nFROM scratch", ["1 syntax-line"]],
  ["\uFEFF# syntax=x\nFROM scratch", ["1 syntax-line"]],
  ["#!/usr/bin/env x\n// syntax=x\nFROM scratch", ["2 syntax-line"]],
  ['{"syntax": "x"}\nFROM scratch', ["1 syntax-line"]],
  ["# escape=`\nFROM scratch", ["1 escape-line"]],
  ["# check=skip=all\n# escape=`\nFROM ngi`\nnx", ["2 escape-line", "3 from-not-allowed"]],
  // A builder without heredocs, or with another idea of comments, finds an instruction here.
  ["FROM scratch\nRUN <<EOF\nFROM nginx\nEOF", ["3 from-not-allowed"]],
  ["FROM scratch\nRUN <<-'E'\nx\n\tE\nADD http://example.com/x /x", ["5 remote-add"]],
  ['FROM scratch\nRUN echo "<<EOF"\nFROM nginx', ["3 from-not-allowed"]],
  ["FROM scratch\nRUN true \\\n # a comment\nFROM nginx", ["4 from-not-allowed"]],
  ["FROM scratch\nRUN true \\\\\nFROM nginx", ["3 from-not-allowed"]],
  ["FROM scratch\nRUN true \\\n\nFROM nginx\nFROM nginx", ["5 from-not-allowed"]],
  [Buffer.from([0x46, 0xff, 0xfe]), ["- not-text"]],
  ["FROM scratch\0", ["- not-text"]],
  ["#".repeat(64 * 1024 + 1), ["- too-long"]],
])("against the rules: %j", (text, rules) => {
  expect(rulesIn(text)).toEqual(rules);
});

test("what a student reads", async () => {
  const file = "tests/fixtures/class/submissions/enovak/10-surface/defuse/Dockerfile";
  const more = [
    "# escape=`",
    "ARG X",
    "FROM $X",
    "RUN --mount=type=bind,from=nginx --mount=type=ssh --mount=type=cache,target=/c --mount=type=npipe true",
    "RUN --network=host --security=insecure --device=gpu --m\\ount=x true",
    "ADD $X /x",
    "RUN <<EOF",
    "FROM nginx",
    "EOF",
  ].join("\n");
  const found = [
    ...checkDockerfile("defuse/Dockerfile", await readFile(file), ALLOWED),
    ...checkDockerfile("more/Dockerfile", Buffer.from(more), ALLOWED),
    ...checkDockerfile("binary/Dockerfile", Buffer.from([0xff]), ALLOWED),
    ...checkDockerfile("long/Dockerfile", Buffer.alloc(70_000, "#"), ALLOWED),
  ];
  const text = found.map(
    (each) => `${each.file}:${each.line ?? "-"} ${each.rule}\n  ${each.text}\n  ${each.reason}\n`,
  );
  await expect(text.join("\n")).toMatchFileSnapshot("golden/findings.txt");
});

test("bytes of any kind end in findings, soon", () => {
  const pieces = [
    "FROM ",
    "\\\n",
    "<<E",
    "\n",
    "--mount=",
    "type=",
    "ONBUILD ",
    '"',
    "'",
    "${",
    "}",
    "[",
    "\r",
    "#",
    "ADD ",
    " ",
  ];
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
  for (let each = 0; each < 1500; each += 1) {
    const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join("");
    // A parser that gave up is no crash of a class's grading; here it would be a text to look at.
    expect(rulesIn(text), text).not.toContain("- unreadable");
  }
});

test.each([
  "FROM a AS b\n",
  "RUN <<E ",
  "ENV A=$A\n",
  "ARG A=$A\n",
  "\\\n",
  "ONBUILD ",
  '"',
  "${",
  "RUN --mount=a ",
  "COPY --from=a\n",
  "a ",
  "--a=b,",
  "RUN <<E\n",
])("64 KiB of %j are judged within two seconds of the processor", (piece) => {
  const began = process.cpuUsage();
  checkDockerfile("Dockerfile", Buffer.from(piece.repeat(Math.floor(65_000 / piece.length))), ALLOWED);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
});

test.each([
  ["Dockerfile", true],
  ["from-source/Dockerfile.musl", true],
  ["services/web.Dockerfile", true],
  ["x/dockerfile", true],
  ["Dockerfile.dockerignore", false],
  [".dockerignore", false],
  ["Dockerfiles.md", false],
])("%s is a Dockerfile: %s", (file, is) => {
  expect(isDockerfile(file)).toBe(is);
});
