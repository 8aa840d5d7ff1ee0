import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Terminal } from "../tests/cli/terminal.ts";
import { PROJECT_DIR } from "../workbench/project.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "15" }, help: { type: "boolean", short: "h", default: false } },
});
const runs = Number(values.runs);
const WAYS: Readonly<Record<string, { readonly program?: string; readonly args: string[] }>> = {
  "node_modules/.bin/groundwork (what npx starts)": {
    program: path.join(PROJECT_DIR, "node_modules/.bin/groundwork"),
    args: [],
  },
  "workbench/cli/main.ts": { args: [path.join(PROJECT_DIR, "workbench/cli/main.ts")] },
};

if (values.help) {
  console.log(`Usage: node bench/first-paint.ts [--runs N]

Time from the start of the process to the first whole screen of \`groundwork\`, in a pseudo-terminal of 80 by 24, as
npx starts it and without the launcher. The first run of each is not counted: it compiles.`);
} else {
  const work = await mkdtemp(path.join(tmpdir(), "gw-paint-"));
  try {
    await measureAll(work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function measureAll(work: string): Promise<void> {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load}, ${runs} runs each\n`);
  for (const [name, way] of Object.entries(WAYS)) {
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) times.push(await firstPaint(work, way));
    const sorted = times.slice(1).sort((a, b) => a - b);
    const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(0);
    console.log(`${name}: median ${at(0.5)} ms, best ${at(0)} ms, worst ${at(1)} ms`);
  }
}

/** Milliseconds until the keys, the screen's last row, are there. */
async function firstPaint(work: string, way: (typeof WAYS)[string]): Promise<number> {
  // No engine is needed for the first screen, and none is to be started.
  const env = { GROUNDWORK_WORK: work, DOCKER_HOST: `unix://${work}/docker.sock` };
  const began = performance.now();
  await using terminal = new Terminal({ ...way, env, rows: 24 });
  await terminal.until(/q quit|Keys wait/, 20_000);
  const took = performance.now() - began;
  terminal.press("\x03");
  await terminal.ended;
  return took;
}
