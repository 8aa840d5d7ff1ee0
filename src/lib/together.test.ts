import { expect, test } from "vitest";
import fixture from "../../site/fixtures/99-fixture.json" with { type: "json" };
import { cutObservation, parseRecording } from "../../site/recorded.ts";
import { byRecording } from "./together.ts";

const recording = parseRecording(JSON.stringify(fixture));
const other = { ...recording, experiment: "98-other", command: "npx groundwork record 98-other" };

test("observations of one recording are told of together, with each base once", () => {
  const told = byRecording([
    cutObservation(recording, "debian-image"),
    cutObservation(recording, "alpine-image"),
    cutObservation(recording, "debian-image"),
    cutObservation(other, "alpine-image"),
  ]);
  expect(told.map(({ of, again }) => [of, again])).toEqual([
    ["99-fixture/debian-image, 99-fixture/alpine-image, 99-fixture/debian-image", recording.command],
    ["98-other/alpine-image", other.command],
  ]);
  expect(told[0]?.provenance.bases.map(({ id }) => id)).toEqual(["debian-slim", "alpine"]);
});
