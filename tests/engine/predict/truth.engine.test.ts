import { afterAll, expect, test } from "vitest";
import { ensureBases } from "../../../workbench/bases/ensure.ts";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { basesAtHand, Matrix, STARTED } from "./cells.ts";

const engine = await connectEngine();
const bases = await basesAtHand(engine);
// Got before the first test, whose time is not meant for it; what can't be had fails in its own test, with the reason.
for (const base of bases) await ensureBases(engine, [base], {}).catch(() => undefined);
const matrix = await Matrix.open(engine);
afterAll(() => matrix[Symbol.asyncDispose]());

test.each(bases)("what is predicted of every program on %s is what happens", async (base) => {
  const cells = await matrix.cellsOf(base);
  expect(
    cells.flatMap(({ program, disagreement }) => (disagreement === null ? [] : [{ program, disagreement }])),
  ).toEqual([]);
  expect(cells.map(({ program }) => program)).toEqual(STARTED);
  // Of a program for this very machine everything is known; "depends" would be an easy way to be right.
  expect(cells.filter(({ predicted }) => predicted.outcome === "depends")).toEqual([]);
});
