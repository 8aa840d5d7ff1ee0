import { expect, test } from "vitest";
import { actionOf } from "./keys.ts";

test.each([
  [{ name: "n" }, "next"],
  [{ name: "c" }, "check-all"],
  [{ name: "c", ctrl: true }, "interrupt"],
  [{ name: "return" }, "check"],
  [{ name: "q" }, "quit"],
  [{ name: "x" }, null],
  [{ name: "constructor" }, null],
  [{ name: undefined, sequence: "ü" }, null],
])("%j", (key, action) => {
  expect(actionOf(key, false)).toBe(action);
});

test.each([
  [{ name: "y" }, "yes"],
  [{ name: "n" }, "no"],
  [{ name: "escape" }, "no"],
  [{ name: "q" }, "no"],
  [{ name: "h" }, null],
  [{ name: "c", ctrl: true }, "interrupt"],
])("while a question waits: %j", (key, action) => {
  expect(actionOf(key, true)).toBe(action);
});
