import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { MINUTES } from "./sequencer.ts";

test("every file that is known to take long is there", () => {
  const project = path.join(import.meta.dirname, "..");
  expect(Object.keys(MINUTES).filter((file) => !existsSync(path.join(project, file)))).toEqual([]);
});
