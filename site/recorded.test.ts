import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import type { Recording } from "../workbench/record/schema.ts";
import { cutObservation, parseRecording } from "./recorded.ts";

let text: string;
let recording: Recording;

beforeAll(async () => {
  text = await readFile(new URL("./fixtures/99-fixture.json", import.meta.url), "utf8");
  recording = parseRecording(text);
});

test.each([
  ["alpine-run", "alpine", ["alpine"]],
  ["loud", "debian-slim", ["debian-slim"]],
  ["on-scratch-build", "scratch", ["debian-slim", "scratch"]],
  ["scratch-image", "scratch", ["debian-slim", "scratch"]],
  ["matrix", null, ["alpine", "debian-slim", "scratch"]],
  ["elf", null, []],
  ["child-config", "alpine", ["alpine"]],
])("%s stands on %s, and tells of %j", (key, own, all) => {
  const { base, provenance } = cutObservation(recording, key);
  expect(base?.id ?? null).toBe(own);
  expect(provenance.bases.map(({ id }) => id)).toEqual(all);
});

test("only what the observation needs is cut out", () => {
  const { of, observation, related, again } = cutObservation(recording, "matrix");
  expect(of).toBe("99-fixture/matrix");
  expect(observation).toEqual(recording.observations["matrix"]);
  expect(Object.keys(related).sort()).toEqual(["alpine-run", "debian-run", "scratch-run"]);
  expect(again).toBe("groundwork record 99-fixture");
});

test("a program is told of where a Dockerfile copies it from", () => {
  expect(cutObservation(recording, "alpine-run").provenance.programs.map(({ id }) => id)).toEqual(["tool"]);
  expect(cutObservation(recording, "loud").provenance.programs).toEqual([]);
});

test("an image that the recording built and named stands on the same base", () => {
  const observations = { ...recording.observations };
  observations["named"] = {
    kind: "build",
    title: "a child",
    command: "docker build -t child .",
    dockerfile: "FROM app\nENV A=1\n",
    ok: true,
    failure: null,
  };
  observations["circle"] = {
    ...observations["named"],
    command: "docker build -t loop .",
    dockerfile: "FROM loop\n",
  };
  const named = { ...recording, observations };
  expect(cutObservation(named, "named").base?.id).toBe("alpine");
  expect(cutObservation(named, "circle").base).toBeNull();
});

test("an unknown key names the nearest ones", () => {
  expect(() => cutObservation(recording, "alpin-run")).toThrow(
    'recordings/99-fixture.json has no observation "alpin-run"; nearest: alpine-run',
  );
});

test("a text that is no recording names the first place that does not fit", () => {
  expect(() => parseRecording(text.replace('"exitCode": 127', '"exitCode": "127"'))).toThrow(
    /not a recording: observations\.[\w-]+\.exitCode/,
  );
});
