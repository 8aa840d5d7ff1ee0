import { expect, test } from "vitest";
import { locateLine, locateStep, locateText } from "./locate.ts";

const DOCKERFILE = `# syntax is a comment here
ARG VERSION=1
FROM alpine:3.24 AS build
RUN apk add gcc \\
    musl-dev
ENV A=b
WORKDIR /src
COPY a.c .
RUN cc a.c
from scratch
COPY --from=build /src/a /a
USER 1
RUN true
RUN true
FROM build AS last
RUN echo $VERSION
FROM scratch AS Mixed
RUN x
`;

test.each([
  ["classic counts every instruction", "Step 3/14 : RUN apk add gcc     musl-dev", 4],
  ["classic, a later stage", "Step 10/14 : USER 1", 12],
  ["classic, one of two that are the same", "Step 12/14 : RUN true", 14],
  ["BuildKit, a line with continuations", "[build 2/5] RUN apk add gcc     musl-dev", 4],
  ["BuildKit, a nameless stage", "[stage-1 1/3] COPY --from=build /src/a /a", 11],
  ["BuildKit, one of two that are the same, in a stage from scratch", "[stage-1 2/3] RUN true", 13],
  ["BuildKit, the second of them", "[stage-1 3/3] RUN true", 14],
  ["BuildKit, text with a variable replaced", "[last 2/2] RUN echo 1", 16],
  ["BuildKit, FROM", "[build 1/5] FROM docker.io/library/alpine:3.24", 3],
  ["BuildKit with a platform", "[linux/arm64 build 3/5] WORKDIR /src", 7],
  ["BuildKit, a step without its stage's name", "[1/1] RUN x y", 18],
  ["BuildKit writes stage names in small letters", "[mixed 1/1] RUN x y", 18],
  ["Podman, the instruction alone", "RUN cc a.c", 9],
  ["the keyword's case does not matter", "run cc a.c", 9],
])("%s: %s", (_name, step, line) => {
  expect(locateStep(step, DOCKERFILE)?.line).toBe(line);
});

test.each([
  ["nothing"],
  [""],
  ["[internal] load build context"],
  ["Step 99/99 : RUN x"],
  ["[build 9/9] RUN absent"],
  ["exporting to image"],
])("%j is nowhere, and no guess is made", (step) => {
  expect(locateStep(step, DOCKERFILE)).toBeNull();
});

test("an instruction is given as it was written", () => {
  expect(locateStep("Step 3/14 : x", DOCKERFILE)?.instruction).toBe("RUN apk add gcc \\\n    musl-dev");
  expect(locateLine(10, DOCKERFILE)).toEqual({ line: 10, instruction: "from scratch" });
  expect(locateLine(99, DOCKERFILE)).toBeNull();
});

test("a reference is found where it is used, not in a comment", () => {
  expect(locateText("syntax", DOCKERFILE)).toBeNull();
  expect(locateText("alpine", DOCKERFILE)?.line).toBe(3);
});
