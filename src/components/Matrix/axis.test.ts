import { expect, test } from "vitest";
import type { RecordedAs } from "../../lib/recorded.ts";
import fixture from "../../../site/fixtures/99-fixture.json" with { type: "json" };
import { cutObservation, parseRecording } from "../../../site/recorded.ts";
import { axisOfBases } from "./axis.ts";

const recording = parseRecording(JSON.stringify(fixture));

function matrix(rows: string[], columns: string[]): RecordedAs<"matrix"> {
  const cut = cutObservation(recording, "matrix");
  return { ...cut, observation: { kind: "matrix", title: "a table", rows, columns, cells: [] } };
}

test.each([
  [["alpine", "debian-slim"], ["a tool"], "row"],
  [["a tool"], ["alpine", "scratch"], "column"],
  // "node" is a program and a base: only a whole axis of bases counts.
  [["alpine"], ["node", "a tool"], "row"],
  [["a tool"], ["alpine", "another"], null],
])("rows %o and columns %o: %s", (rows, columns, axis) => {
  expect(axisOfBases(matrix(rows, columns))).toBe(axis);
});
