import { expect, test } from "vitest";
import type { BuildFailureKind } from "../types.ts";
import { classifyFailure } from "./failure.ts";

const DOCKERFILE = [
  "FROM alpine:3.24 AS tools", // 1
  "RUN x", // 2
  "", // 3
  "FROM scratch", // 4
  "COPY --from=builder /nope /nope", // 5
  "COPY nope /nope", // 6
].join("\n");

type Row = readonly [
  engine: string,
  kind: BuildFailureKind,
  line: number | null,
  exitCode: number | null,
  step: string,
  message: string,
];

/** Real sentences: of the classic builder and BuildKit in Docker 20.10, of BuildKit in Docker 23 to 29, of Podman 4 and 5. */
const SENTENCES: readonly Row[] = [
  ["classic", "step", 2, 3, "Step 2/5 : RUN x", "The command '/bin/sh -c x' returned a non-zero code: 3"],
  ["20.10", "step", 2, 3, "[tools 2/2] RUN x", "executor failed running [/bin/sh -c x]: exit code: 3"],
  [
    "23+",
    "step",
    2,
    3,
    "[tools 2/2] RUN x",
    'failed to solve: process "/bin/sh -c x" did not complete successfully: exit code: 3',
  ],
  [
    "29",
    "step",
    2,
    137,
    "[tools 2/2] RUN x",
    'failed to build: failed to solve: process "/bin/sh -c x" did not complete successfully: exit code: 137',
  ],
  ["podman", "step", 2, 1, "", 'building at STEP "RUN x": while running runtime: exit status 1'],
  ["classic", "parse", 2, null, "", "dockerfile parse error line 2: unknown instruction: COPPY"],
  [
    "20.10",
    "parse",
    2,
    null,
    "",
    "failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 2: unknown instruction: COPPY",
  ],
  [
    "23+",
    "parse",
    2,
    null,
    "",
    "failed to solve: dockerfile parse error on line 2: unknown instruction: COPPY (did you mean COPY?)",
  ],
  ["classic", "parse", null, null, "", "failed to parse Dockerfile: file with no instructions"],
  ["23+", "parse", null, null, "", "failed to solve: the Dockerfile cannot be empty"],
  ["classic", "parse", 1, null, "Step 1/5 : FROM $B", "base name ($B) should not be blank"],
  [
    "23+",
    "parse",
    null,
    null,
    "",
    'failed to solve: cannot copy from stage "cache", it needs to be defined before current stage "builder"',
  ],
  [
    "20.10",
    "parse",
    1,
    null,
    "",
    'failed to parse stage name "alpine:3.24": invalid reference format: repository name must be lowercase',
  ],
  ["classic", "target", null, null, "", "failed to reach build target nope in Dockerfile"],
  ["20.10", "target", null, null, "", "failed to create LLB definition: target stage nope could not be found"],
  ["29", "target", null, null, "", 'failed to solve: target stage "nope" could not be found'],
  ["podman", "target", null, null, "", 'The target "nope" was not found in the provided Dockerfile'],
  [
    "classic",
    "base",
    1,
    null,
    "Step 1/5 : FROM alpine:3.24 AS tools",
    'Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.53:53: no such host',
  ],
  [
    "classic",
    "base",
    1,
    null,
    "Step 1/5 : FROM alpine:3.24 AS tools",
    "pull access denied for nothing, repository does not exist or may require 'docker login': denied",
  ],
  [
    "20.10",
    "base",
    1,
    null,
    "[internal] load metadata for docker.io/library/alpine:3.24",
    'failed to create LLB definition: failed to do request: Head "https://registry.example/v2/library/alpine/manifests/3.24": dial tcp 192.0.2.1:443: i/o timeout',
  ],
  [
    "23+",
    "base",
    1,
    null,
    "[internal] load metadata for docker.io/library/alpine:3.24",
    'failed to solve: alpine:3.24: failed to resolve source metadata for docker.io/library/alpine:3.24: failed to do request: Head "https://registry.example/v2/library/alpine/manifests/3.24": read tcp 192.0.2.9:44148->192.0.2.1:443: read: connection reset by peer',
  ],
  [
    "23+, COPY --from",
    "base",
    5,
    null,
    "",
    "failed to solve: builder: failed to resolve source metadata for docker.io/library/builder:latest: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
  ],
  [
    "20.10, COPY --from",
    "base",
    5,
    null,
    "FROM builder",
    'failed to load cache key: failed to do request: Head "https://registry.example/v2/library/builder/manifests/latest": dial tcp: lookup registry.example: no such host',
  ],
  [
    "classic",
    "base",
    1,
    null,
    "Step 1/5 : FROM alpine:3.24 AS tools",
    'Get "https://registry.example/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  [
    "podman",
    "base",
    null,
    null,
    "",
    'creating build container: initializing source docker://alpine:3.24: pinging container registry registry.example: Get "https://registry.example/v2/": dial tcp 192.0.2.1:443: connect: connection refused',
  ],
  [
    "podman",
    "base",
    null,
    null,
    "",
    'creating build container: short-name "alpine:3.24" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
  ],
  [
    "classic",
    "step",
    6,
    null,
    "Step 5/5 : COPY nope /nope",
    "COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist",
  ],
  ["20.10", "step", 6, null, "[stage-1 2/2] COPY nope /nope", 'failed to compute cache key: "/nope" not found: not found'],
  [
    "23+",
    "step",
    6,
    null,
    "[stage-1 2/2] COPY nope /nope",
    'failed to solve: failed to compute cache key: failed to calculate checksum of ref pzhz5wxhfuk4nt6gvf90y7xb3::uydm9wxbcjq4otmpf0mm502cn: "/nope": not found',
  ],
  [
    "podman",
    "step",
    6,
    null,
    "",
    'building at STEP "COPY nope /nope": checking on sources under "/tmp/buildah1": copier: stat: "/nope": no such file or directory',
  ],
  ["classic", "step", 6, null, "Step 5/5 : COPY nope /nope", "COPY failed: forbidden path outside the build context: ../x ()"],
  [
    "classic",
    "step",
    2,
    null,
    "Step 2/5 : RUN x",
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown',
  ],
  ["classic", "limit", 6, null, "Step 5/5 : COPY nope /nope", "write /var/lib/docker/tmp/x: no space left on device"],
  ["classic", "context", null, null, "", "Cannot locate specified Dockerfile: Dockerfile"],
  [
    "23+",
    "context",
    null,
    null,
    "",
    "failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
  ],
  ["BuildKit that was stopped", "engine", null, null, "", "failed to solve: rpc error: transport is closing"],
  [
    "BuildKit that was stopped",
    "engine",
    2,
    null,
    "[tools 2/2] RUN x",
    'failed to solve: process "/bin/sh -c x" did not complete successfully: exit code: 137: context canceled',
  ],
];

test.each(SENTENCES)("%s: %s at line %s, exit code %s (%s)", (_engine, kind, line, exitCode, step, message) => {
  const found = classifyFailure({ message, exitCode: null, step, dockerfile: DOCKERFILE });
  expect({ kind: found.kind, line: found.place?.line ?? null, exitCode: found.exitCode }, message).toEqual({
    kind,
    line,
    exitCode,
  });
});

test.each([
  ["a RUN whose text speaks of the engine", 'process "/bin/sh -c echo connection refused" did not complete'],
  ["a RUN whose text names an exit code", "The command '/bin/sh -c echo exit code: 9' returned a non-zero code: 1"],
  ["a COPY of a file with a misleading name", 'failed to calculate checksum of ref a::b: "/unknown flag": not found'],
  ["a COPY of a file called EOF", "COPY failed: stat EOF: file does not exist"],
])("%s is a failed step", (_name, message) => {
  const { kind, exitCode } = classifyFailure({ message, exitCode: null, step: "", dockerfile: DOCKERFILE });
  expect(kind).toBe("step");
  expect(exitCode).toBe(message.endsWith("code: 1") ? 1 : null);
});

test("the code that the engine gives beside its sentence wins, and a parse error has none", () => {
  const raw = { step: "", dockerfile: DOCKERFILE, exitCode: 4 };
  expect(classifyFailure({ ...raw, message: "it ended" })).toMatchObject({ kind: "step", exitCode: 4 });
  expect(
    classifyFailure({ ...raw, exitCode: null, message: "unknown instruction: exit code" }),
  ).toMatchObject({ kind: "parse", exitCode: null });
});
