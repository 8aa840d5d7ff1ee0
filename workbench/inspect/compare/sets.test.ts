import { expect, test } from "vitest";
import { sideBySide } from "./sets.ts";

test("names are told apart by who has them and with which value", () => {
  const maps = [
    new Map([
      ["sh", "/bin/sh"],
      ["ls", "/bin/ls"],
      ["apk", "/sbin/apk"],
    ]),
    new Map([
      ["sh", "/usr/bin/sh"],
      ["ls", "/bin/ls"],
      ["apt", "/usr/bin/apt"],
    ]),
    new Map([
      ["ls", "/bin/ls"],
      ["sh", "/bin/sh"],
      ["cat", "/bin/cat"],
      ["awk", "/bin/awk"],
    ]),
  ];
  expect(sideBySide(maps)).toEqual({
    everywhere: ["ls", "sh"],
    only: [["apk"], ["apt"], ["awk", "cat"]],
    differ: [{ name: "sh", values: ["/bin/sh", "/usr/bin/sh", "/bin/sh"] }],
    same: 1,
  });
});

test("a name that one image lacks and the others have at one place is neither alone nor moved", () => {
  const side = sideBySide([new Map([["a", "1"]]), new Map([["a", "1"]]), new Map()]);
  expect(side).toEqual({ everywhere: [], only: [[], [], []], differ: [], same: 0 });
});
