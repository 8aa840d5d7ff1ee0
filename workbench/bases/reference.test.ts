import { expect, test } from "vitest";
import { baseByReference, baseIds } from "./catalogue.ts";
import { normalReference, registryOf } from "./reference.ts";

test.each([
  ["alpine", "docker.io/library/alpine:latest"],
  ["alpine:3.24", "docker.io/library/alpine:3.24"],
  ["library/alpine:3.24", "docker.io/library/alpine:3.24"],
  ["docker.io/alpine:3.24", "docker.io/library/alpine:3.24"],
  ["index.docker.io/library/alpine:3.24", "docker.io/library/alpine:3.24"],
  ["bitnami/redis", "docker.io/bitnami/redis:latest"],
  ["gcr.io/distroless/static-debian13", "gcr.io/distroless/static-debian13:latest"],
  ["localhost:5000/a:1", "localhost:5000/a:1"],
  ["localhost/a", "localhost/a:latest"],
  ["alpine@sha256:00", "docker.io/library/alpine@sha256:00"],
  ["alpine:3.24@sha256:00", "docker.io/library/alpine:3.24@sha256:00"],
])("%s is %s", (reference, expected) => {
  expect(normalReference(reference)).toBe(expected);
});

test("a first part without dot or port is no registry", () => {
  expect([registryOf("me/app"), registryOf("quay.io/app"), registryOf("host:80/app")]).toEqual([
    "docker.io",
    "quay.io",
    "host:80",
  ]);
});

test.each([
  ["docker.io/library/alpine:3.24", "alpine"],
  ["debian:trixie-slim", "debian-slim"],
  ["gcr.io/distroless/static-debian13:latest", "distroless-static"],
  ["gcr.io/distroless/static-debian13:nonroot", "distroless-static-nonroot"],
  ["gcr.io/distroless/static-debian13:debug", "distroless-static-debug"],
  ["gcr.io/distroless/static-debian13:debug-nonroot", undefined],
  ["alpine:edge", undefined],
  ["quay.io/alpine:3.24", undefined],
])("the catalogue knows %s as %s", (reference, id) => {
  expect(baseByReference(reference)?.id).toBe(id);
});

test("no two bases share an id", () => {
  expect(new Set(baseIds).size).toBe(baseIds.length);
});
