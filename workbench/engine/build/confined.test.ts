import { expect, test } from "vitest";
import { confinedRequest, PrintWatch, withoutFrontend } from "./confined.ts";

test.each([
  ["# syntax=docker/dockerfile:1\nFROM a\n", "# frontend not used:docker/dockerfile:1\nFROM a\n"],
  ["#SYNTAX = evil\nFROM a\n", "# frontend not used: evil\nFROM a\n"],
  ["# escape=`\n# syntax=evil\nFROM a\n", "# escape=`\n# frontend not used:evil\nFROM a\n"],
  ["\n  # syntax=evil\nFROM a\n", "# frontend not used:evil\nFROM a\n"],
])("%j asks for no frontend any more", (dockerfile, expected) => {
  expect(withoutFrontend(dockerfile)).toBe(expected);
});

test("a comment further down is left alone", () => {
  const text = "FROM a\n# syntax=docker/dockerfile:1\n";
  expect(withoutFrontend(text)).toBe(text);
});

test("a confined build has no network and at most the confinement's time", () => {
  const confinement = {
    ...{ dataDir: "/d", netns: "/n", notes: "/o", pids: 10, memoryBytes: 10, cpus: 1, runMs: 10 },
    ...{ runOutputBytes: 10, buildMs: 1000, buildLogBytes: 10, imageBytes: 10 },
    ...{ contextBytes: 10, contextFiles: 10, dockerfileBytes: 10 },
  };
  const asked = { contextDir: "/c", networkMode: "host", deadlineMs: 5000, maxLogBytes: 5 };
  expect(confinedRequest(asked, confinement)).toMatchObject({
    networkMode: "none",
    deadlineMs: 1000,
    maxLogBytes: 5,
  });
  expect(confinedRequest(asked, undefined)).toBe(asked);
});

test("what is printed is too much once it is more than the limit", () => {
  const printed = new PrintWatch(10);
  printed.add(10);
  expect(printed.exceeded).toBe(false);
  printed.add(1);
  expect(printed.exceeded).toBe(true);
});
