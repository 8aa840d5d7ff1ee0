import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { Terminal } from "../tests/cli/terminal.ts";
import { PROJECT_DIR } from "../workbench/project.ts";

/**
 * Time from the start of the process to the first whole screen of `groundwork`, in a pseudo-terminal of 80 by 24, with
 * and without the bootstrap: `node bench/first-paint.ts [RUNS]`. The first run of each is not counted: it compiles.
 */
const runs = Number(process.argv[2] ?? 15);
const WAYS = {
  "bootstrap/groundwork.mjs (what npx starts)": "bootstrap/groundwork.mjs",
  "workbench/cli/main.ts": "workbench/cli/main.ts",
};

const work = await mkdtemp(path.join(tmpdir(), "gw-paint-"));
try {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${load}, ${runs} runs each\n`);
  for (const [name, file] of Object.entries(WAYS)) {
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) times.push(await firstPaint(file));
    const sorted = times.slice(1).sort((a, b) => a - b);
    const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(0);
    console.log(`${name}: median ${at(0.5)} ms, best ${at(0)} ms, worst ${at(1)} ms`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** Milliseconds until the keys, the screen's last row, are there. */
async function firstPaint(file: string): Promise<number> {
  // No engine is needed for the first screen, and none is to be started.
  const env = { GROUNDWORK_WORK: work, DOCKER_HOST: `unix://${work}/docker.sock` };
  const began = performance.now();
  await using terminal = new Terminal({ args: [path.join(PROJECT_DIR, file)], env, rows: 24 });
  await terminal.until(/q quit|Keys wait/, 20_000);
  const took = performance.now() - began;
  terminal.press("\x03");
  await terminal.ended;
  return took;
}
