import { expect, test } from "vitest";
import { Lines } from "./lines.ts";

function linesOf(...pieces: readonly string[]): string[] {
  const told: string[] = [];
  const lines = new Lines((line) => told.push(line));
  for (const each of pieces) lines.add(each);
  lines.end();
  return told;
}

test.each([
  ["whole lines", ["one\ntwo\n"], ["one", "two"]],
  ["a line in pieces", ["on", "e\ntw", "o"], ["one", "two"]],
  ["no blank lines", ["one\n\n  \ntwo\n\n"], ["one", "two"]],
  ["the line ends of Windows", ["one\r\ntwo\r", "\n"], ["one", "two"]],
  ["a progress bar", ["10 %\r", "50 %\r100 %\n"], ["100 %"]],
  ["colours", ["\u001b[91mwrong\u001b[0m\n"], ["wrong"]],
])("%s", (_name, pieces, expected) => {
  expect(linesOf(...pieces)).toEqual(expected);
});

test("a line without an end costs no memory, and a progress bar of any length tells its last state", () => {
  expect(linesOf("x".repeat(10_000))[0]).toHaveLength(2_000);
  expect(linesOf(...Array.from({ length: 1_000 }, (_, index) => `at ${index}\r`), "done\n")).toEqual(["done"]);
});
