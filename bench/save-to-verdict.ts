import { parseArgs } from "node:util";
import { connectEngine } from "../workbench/engine/connect.ts";
import { CASES, nameOf } from "./save-to-verdict/cases.ts";
import { BOUND, measureCase, type Row } from "./save-to-verdict/measure.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "3" },
    turns: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

const ms = (value: number): string => `${value.toFixed(0)} ms`;

function rowText(row: Row): string {
  return [
    row.name.padEnd(34),
    `bare ${ms(row.medianBareMs)}`.padEnd(14),
    `ours ${ms(row.medianOursMs)}`.padEnd(14),
    `ratio ${row.ratio.toFixed(2)}`,
    `bound ${ms(row.boundMs)}`.padEnd(14),
    row.withinBound ? "within" : "ABOVE",
  ].join("  ");
}

if (values.help) {
  console.log(`Usage: node bench/save-to-verdict.ts [--runs N] [--turns N] [--json] [WORD]

From saving a file to the verdict of its task, on a warm runner, against \`docker build\` and \`docker run\` of the same
files by the docker command; everything is cached by an earlier build. The two take turns. For each case of each run:
the medians, their ratio, and the bound of ${BOUND.ratio} times the bare commands plus ${BOUND.plusMs} ms. WORD: only
cases that have it in their name. Exits with 1 when a case is above its bound.`);
} else {
  const engine = await connectEngine();
  const cases = CASES.filter((each) => nameOf(each).includes(positionals[0] ?? ""));
  const runs: Row[][] = [];
  for (let run = 1; run <= Number(values.runs); run++) {
    const rows: Row[] = [];
    if (!values.json) console.log(`run ${run}`);
    for (const each of cases) {
      const row = await measureCase(engine, each, Number(values.turns));
      rows.push(row);
      if (!values.json) console.log(rowText(row));
    }
    runs.push(rows);
  }
  if (values.json)
    console.log(JSON.stringify({ bound: BOUND, builder: engine.facts.builder, runs }, null, 2));
  if (runs.flat().some((row) => !row.withinBound)) process.exitCode = 1;
}
