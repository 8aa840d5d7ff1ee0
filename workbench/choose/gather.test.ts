import { expect, test } from "vitest";
import { RECORDINGS_DIR } from "../project.ts";
import { readRecordings } from "../record/store.ts";
import { gather } from "./gather.ts";
import { known } from "./known.ts";

const recordings = await readRecordings(RECORDINGS_DIR);
const evidence = gather(recordings, known);

test("a fact is what its observation holds, with where it comes from", () => {
  const recording = recordings.find(({ experiment }) => experiment === "11-choosing");
  const seen = recording?.observations["base-debian-slim"];
  const fact = evidence.facts["unpacked"]?.["debian-slim"];
  expect(fact).toMatchObject({ of: "11-choosing/base-debian-slim", base: "debian-slim" });
  expect(fact?.value).toBe(seen?.kind === "base" ? seen.unpackedBytes : "no such observation");
  const debian = evidence.bases.find(({ id }) => id === "debian-slim");
  expect(debian?.digest).toBe(recording?.provenance.bases.find(({ id }) => id === "debian-slim")?.digest);
});

test("each base has every fact that the rules ask of a base", () => {
  const names = [
    "starts.static",
    "starts.glibc",
    "starts.glibc-cc",
    "starts.musl",
    "shell",
    "trust",
    "zones",
    "unpacked",
    "listed",
  ];
  for (const { id } of evidence.bases)
    expect(
      names.filter((name) => evidence.facts[name]?.[id] === undefined),
      id,
    ).toEqual([]);
});

test("what one looks inside with, and what is copied from, is no ground", () => {
  const ids = evidence.bases.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(["scratch", "alpine", "debian-slim", "distroless-cc", "node-slim"]),
  );
  expect(ids).not.toEqual(expect.arrayContaining(["toolchain"]));
  expect(ids).not.toContain("distroless-static-debug");
});

test("a recording that is missing is named, with the command that writes it", () => {
  const without = recordings.filter(({ experiment }) => experiment !== "05-alpine");
  expect(() => gather(without, known)).toThrow(
    "recordings/05-alpine.json is missing; `groundwork record 05-alpine` writes it",
  );
});

test("an observation that is gone is named", () => {
  const cut = recordings.map((recording) =>
    recording.experiment === "09-current" ? { ...recording, observations: {} } : recording,
  );
  expect(() => gather(cut, known)).toThrow('recordings/09-current.json has no observation "pinned"');
});
