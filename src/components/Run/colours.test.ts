import { expect, test } from "vitest";
import { plainOf, stretchesOf } from "./colours.ts";

const plain = { colour: null, ground: null, bold: false, dim: false, underlined: false };

test.each([
  ["nothing special\n", [{ ...plain, text: "nothing special\n" }]],
  [
    "\u001b[0m\u001b[01;36mbin\u001b[0m\nrest",
    [
      { ...plain, text: "bin", colour: "var(--gw-terminal-cyan)", bold: true },
      { ...plain, text: "\nrest" },
    ],
  ],
  ["\u001b[91mwrong\u001b[0m", [{ ...plain, text: "wrong", colour: "var(--gw-terminal-bad)" }]],
  ["\u001b[38;5;208mx\u001b[0m", [{ ...plain, text: "x", colour: "rgb(255, 135, 0)" }]],
  ["\u001b[38;5;240mx\u001b[0m", [{ ...plain, text: "x", colour: "rgb(88, 88, 88)" }]],
  ["\u001b[38;2;1;2;3mx\u001b[0m", [{ ...plain, text: "x", colour: "rgb(1, 2, 3)" }]],
  ["\u001b[2K\u001b[4mx\u001b[0m", [{ ...plain, text: "x", underlined: true }]],
  [
    "<b> & \u001b[31m<i>\u001b[0m",
    [
      { ...plain, text: "<b> & " },
      { ...plain, text: "<i>", colour: "var(--gw-terminal-bad)" },
    ],
  ],
])("%j", (text, stretches) => {
  expect(stretchesOf(text)).toEqual(stretches);
});

test("the plain text has every character but the colours", () => {
  expect(plainOf("\u001b[01;34m/bin\u001b[0m  <dev>\n\u001b[m at the end")).toBe("/bin  <dev>\n at the end");
});
