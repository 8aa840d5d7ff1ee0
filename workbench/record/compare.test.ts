import { expect, test } from "vitest";
import { compareRecordings } from "./compare.ts";
import type { Observation, Recording } from "./schema.ts";

const RUN: Extract<Observation, { kind: "run" }> = {
  kind: "run",
  title: "it runs",
  command: "docker run --rm a",
  image: "a",
  started: true,
  exitCode: 0,
  stdout: "hello\n",
  stderr: "",
  engineError: null,
  oomKilled: false,
  timedOut: false,
  steady: true,
};
const IMAGE: Observation = {
  kind: "image",
  title: "its layers",
  image: "a",
  unpackedBytes: 3,
  compressedBytes: 2,
  fileCount: 1,
  shell: null,
  libc: "none",
  loaders: [],
  layers: [{ digest: "sha256:1", unpackedBytes: 3, compressedBytes: 2, createdBy: "COPY", fromBase: false }],
};
const TIMING: Observation = { kind: "figure", title: "t", value: 7, unit: "ms", stable: false, from: [] };

const BASE = {
  id: "busybox",
  reference: "busybox:1.38-musl",
  origin: "packages" as const,
  image: "groundwork/base-busybox:1",
  digest: "sha256:aaaa",
  repoDigest: null,
  platform: "linux/amd64",
  unpackedBytes: 1,
  compressedBytes: 1,
  obtainedAt: "2026-01-01",
};

function recording(change: {
  observations?: Recording["observations"];
  digest?: string;
  version?: string;
}): Recording {
  return {
    format: "groundwork.recording/1",
    experiment: "01-x",
    command: "npx groundwork record 01-x",
    provenance: {
      recordedAt: "2026-01-01",
      platform: "linux/amd64",
      engine: {
        product: "docker",
        version: change.version ?? "20.10",
        apiVersion: "1.41",
        storageDriver: "overlay2",
        imageStore: "classic",
        builder: "buildkit",
        cgroup: "2",
        operatingSystem: "x",
      },
      bases: [{ ...BASE, digest: change.digest ?? BASE.digest }],
      programs: [{ id: "p", package: "p", version: "1", integrity: "sha512-1" }],
    },
    observations: change.observations ?? { run: RUN, image: IMAGE, timing: TIMING },
  };
}

const fields = (fresh: Recording): string[] =>
  compareRecordings(recording({}), fresh).differences.map(({ key, field }) => `${key}.${field}`);
const only = (observation: Observation) => ({
  observations: { run: observation, image: IMAGE, timing: TIMING },
});

test("the same seen again differs in nothing", () => {
  expect(compareRecordings(recording({}), recording({}))).toEqual({ differences: [], notes: [] });
});

test.each<readonly [string, Recording, string[]]>([
  ["another output", recording(only({ ...RUN, stdout: "bye\n" })), ["run.stdout"]],
  ["another exit code", recording(only({ ...RUN, exitCode: 3 })), ["run.works", "run.exitCode"]],
  [
    "an output that is not steady",
    recording(only({ ...RUN, stdout: "1 ms", steady: false })),
    ["run.stdout", "run.stderr"],
  ],
  [
    "another timing",
    recording({ observations: { run: RUN, image: IMAGE, timing: { ...TIMING, value: 9 } } }),
    [],
  ],
  ["a missing key", recording({ observations: { run: RUN, timing: TIMING } }), ["image.observation"]],
  [
    "a new key",
    recording({ observations: { run: RUN, image: IMAGE, timing: TIMING, more: RUN } }),
    ["more.observation"],
  ],
  ["a digest built here", recording({ observations: { run: RUN, image: relayered(), timing: TIMING } }), []],
])("on the same ground, %s", (_name, fresh, differing) => {
  expect(fields(fresh)).toEqual(differing);
});

test("sizes of an image that holds fetched packages are not compared, its libc is", () => {
  const image = (change: object) => ({ ...IMAGE, steady: false, ...change }) as Observation;
  const seen = (change: object) => recording({ observations: { image: image(change) } });
  expect(compareRecordings(seen({}), seen({ fileCount: 9 })).differences).toEqual([]);
  expect(compareRecordings(seen({}), seen({ libc: "musl" })).differences).toHaveLength(1);
});

test("both sides unsteady: outputs are not compared", () => {
  const [was, is] = ["1 ms", "2 ms"].map((stdout) => recording(only({ ...RUN, stdout, steady: false })));
  expect(compareRecordings(was!, is!).differences).toEqual([]);
});

test("on a newer base sizes and outputs may differ, what works may not; the note says why", () => {
  const seen = {
    run: { ...RUN, stdout: "newer" },
    image: { ...IMAGE, fileCount: 9 } as Observation,
    timing: TIMING,
  };
  const fresh = recording({ digest: "sha256:bbbb", observations: seen });
  const { differences, notes } = compareRecordings(recording({}), fresh);
  expect(differences).toEqual([]);
  expect(notes).toEqual([
    "base busybox: recorded on sha256:aaaa (packages), here it is sha256:bbbb (packages)",
  ]);
  const broken = recording({
    digest: "sha256:bbbb",
    observations: { ...seen, run: { ...RUN, exitCode: 1 } },
  });
  expect(fields(broken)).toEqual(["run.works"]);
});

test("on another engine its wording may differ, and sizes may not", () => {
  const change = {
    version: "29.0",
    observations: { run: { ...RUN, engineError: "new words" }, image: IMAGE, timing: TIMING },
  };
  expect(compareRecordings(recording({}), recording(change))).toEqual({
    differences: [],
    notes: ["engine version: recorded on 20.10, here it is 29.0"],
  });
  const larger = { ...IMAGE, fileCount: 9 } as Observation;
  expect(
    fields(recording({ version: "29.0", observations: { run: RUN, image: larger, timing: TIMING } })),
  ).toEqual(["image.fileCount"]);
});

function relayered(): Observation {
  if (IMAGE.kind !== "image") throw new Error("an image");
  return {
    ...IMAGE,
    layers: IMAGE.layers.map((layer) => ({ ...layer, digest: "sha256:2", compressedBytes: 1 })),
  };
}
