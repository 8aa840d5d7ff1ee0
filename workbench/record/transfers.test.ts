import { expect, test } from "vitest";
import { compareRecordings } from "./compare.ts";
import { transferCommand } from "./commands.ts";
import { recordingSchema } from "./schema.ts";
import type { Observation } from "./schema.ts";

const PUSH: Extract<Observation, { kind: "transfer" }> = {
  kind: "transfer",
  title: "the second service",
  command: transferCommand("push", "worker:1"),
  image: "worker",
  direction: "push",
  layers: [
    { compressedBytes: 1000, transferred: false },
    { compressedBytes: 10, transferred: true },
  ],
  compressedBytes: 10,
};

function recorded(push: Observation, version = "20.10") {
  const engine = { product: "docker", version, apiVersion: "1.41", storageDriver: "overlay2" };
  return recordingSchema.parse({
    format: "groundwork.recording/1",
    experiment: "01-x",
    command: "npx groundwork record 01-x",
    provenance: {
      recordedAt: "2026-01-01",
      platform: "linux/amd64",
      engine: { ...engine, imageStore: "classic", builder: "buildkit", cgroup: "2", operatingSystem: "x" },
      bases: [],
      programs: [],
    },
    observations: { push },
  });
}

const moved: Observation = { ...PUSH, layers: PUSH.layers.map((layer) => ({ ...layer, transferred: true })) };
const heavier: Observation = { ...PUSH, compressedBytes: 11 };

test.each([
  ["the same", PUSH, "20.10", []],
  ["another layer moved", moved, "29.5", ["moved"]],
  ["another gzip of another engine", heavier, "29.5", []],
  ["other bytes from the same engine", heavier, "20.10", ["compressedBytes"]],
])("a push, recorded again: %s", (_name, again, version, fields) => {
  const { differences } = compareRecordings(recorded(PUSH), recorded(again, version));
  expect(differences.map(({ field }) => field)).toEqual(fields);
});
