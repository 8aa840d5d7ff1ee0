import { afterAll, expect, test } from "vitest";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { PROGRAMS } from "../../../workbench/programs/catalogue.ts";
import { basesAtHand, Matrix } from "./cells.ts";

const engine = await connectEngine();
const bases = await basesAtHand(engine);
const matrix = await Matrix.open(engine);
afterAll(() => matrix[Symbol.asyncDispose]());

test.each(bases)("what is predicted of every program on %s is what happens", async (base) => {
  const cells = await matrix.cellsOf(base);
  expect(
    cells.flatMap(({ program, disagreement }) => (disagreement === null ? [] : [{ program, disagreement }])),
  ).toEqual([]);
  expect(cells.map(({ program }) => program)).toEqual(PROGRAMS.map(({ id }) => id));
  // Of a program for this very machine everything is known; "depends" would be an easy way to be right.
  expect(cells.filter(({ predicted }) => predicted.outcome === "depends")).toEqual([]);
});
