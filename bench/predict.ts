import { parseArgs } from "node:util";
import { basesAtHand, Matrix, type Cell } from "../tests/engine/predict/cells.ts";
import { connectEngine } from "../workbench/engine/connect.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  console.log(`Usage: node bench/predict.ts [--json]

Builds every program of the catalogue on every base that can be had here, predicts from the image's files what happens
when it is started, starts it, and prints both. Exits with 1 when they disagree anywhere.`);
} else {
  const engine = await connectEngine();
  await using matrix = await Matrix.open(engine);
  const cells: Cell[] = [];
  for (const base of await basesAtHand(engine)) {
    const more = await matrix.cellsOf(base);
    cells.push(...more);
    if (!values.json) for (const cell of more) console.log(rowOf(cell));
  }
  const wrong = cells.filter((cell) => cell.disagreement !== null);
  if (values.json) console.log(JSON.stringify(cells, null, 2));
  else console.log(`\n${cells.length} predicted, ${wrong.length} disagree`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

function rowOf({ base, program, predicted, really, disagreement }: Cell): string {
  const text = `${really.engineError ?? ""}${really.stderr}`.trim().split("\n", 1)[0] ?? "";
  const happened = really.exitCode === 0 ? "started" : `${really.exitCode}: ${text.slice(-90)}`;
  const mark = disagreement === null ? "=" : "≠";
  return [base.padEnd(18), program.padEnd(11), predicted.outcome.padEnd(8), mark, happened].join(" ");
}
