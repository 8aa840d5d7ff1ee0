import { expect, test } from "vitest";
import { fileDiff } from "./lab-diff.ts";

const shown = (starter: string | null, solution: string | null): string[] | undefined =>
  fileDiff("f", starter, solution)?.lines.map((line) => (line === null ? "…" : line.sign + line.text));

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test("what is alike has no diff, and a last line without an end is a line", () => {
  expect(shown("a\n", "a\n")).toBeUndefined();
  expect(shown("a", "b\n")).toEqual(["-a", "+b"]);
});

test("a file that only one of them has is all new, or all gone", () => {
  expect(shown(null, "a\nb\n")).toEqual(["+a", "+b"]);
  expect(shown("a\n", null)).toEqual(["-a"]);
});

test("between two changes far apart, what stays is left out", () => {
  const starter = numbers(1, 20);
  const solution = starter.map((line) => (["2", "19"].includes(line) ? `${line}!` : line));
  expect(shown(`${starter.join("\n")}\n`, `${solution.join("\n")}\n`)).toEqual([
    " 1",
    "-2",
    "+2!",
    " 3",
    " 4",
    " 5",
    "…",
    " 16",
    " 17",
    " 18",
    "-19",
    "+19!",
    " 20",
  ]);
});
