import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadLab, type Lab } from "../workbench/lab/load.ts";
import { LABS_DIR, PROJECT_DIR } from "../workbench/project.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

interface Step {
  readonly what: string;
  readonly ms: number;
}

/** Runs one command to its end, its output on stderr, and says how long it took. Throws when it fails. */
async function timed(
  what: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  command: readonly string[],
): Promise<Step> {
  const [program = "", ...args] = command;
  const start = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", 2, 2] });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${String(code)}`);
  return { what, ms: Math.round(performance.now() - start) };
}

/** What somebody types on a fresh machine, step by step, in a clone with a state folder of its own. */
async function firstGreen(lab: Lab): Promise<readonly Step[]> {
  const top = await mkdtemp(join(tmpdir(), "groundwork-first-"));
  const clone = join(top, "groundwork");
  // With these two, the clone would find this checkout's engine and all that it holds.
  const { DOCKER_HOST: _host, GROUNDWORK_STATE: _state, ...env } = process.env;
  const steps: Step[] = [];
  const step = async (what: string, cwd: string, ...command: readonly string[]) => {
    steps.push(await timed(what, cwd, env, command));
  };
  const check = ["npx", "groundwork", "lab", "check", lab.manifest.id, "--solution"];
  try {
    await step("clone", top, "git", "clone", "--quiet", "--no-hardlinks", PROJECT_DIR, clone);
    await step("dependencies", clone, "npm", "ci", "--no-audit", "--no-fund");
    // `scratch` is a keyword and no image: all that is got for it is an engine.
    await step("engine", clone, "npx", "groundwork", "bases", "prefetch", "scratch");
    await step("bases", clone, "npx", "groundwork", "bases", "prefetch", ...lab.manifest.bases);
    await step("programs and first check", clone, ...check);
    await step("second check", clone, ...check);
  } finally {
    // Removes a private engine of the clone's, and no other.
    const remove = ["npx", "groundwork", "engine", "remove"];
    await timed("engine removed", clone, env, remove).catch(() => undefined);
    await rm(top, { recursive: true, force: true });
  }
  return steps;
}

if (values.help) {
  console.log(`Usage: node bench/first-green.ts [--json] [LAB]

From a fresh clone to the first lab (default: 03-scratch) whose solution passes, step by step: clone, dependencies,
engine, the lab's bases, the first check, which gets the programs, and a second one, when all is there. Where no engine
of yours answers, the clone starts a private one and removes it at the end.`);
} else {
  const lab = await loadLab(LABS_DIR, positionals[0] ?? "03-scratch");
  const steps = await firstGreen(lab);
  const green = steps.slice(0, -1).reduce((sum, { ms }) => sum + ms, 0);
  if (values.json) console.log(JSON.stringify({ lab: lab.manifest.id, firstGreenMs: green, steps }, null, 2));
  else {
    for (const { what, ms } of steps) console.log(`${what.padEnd(34)}  ${(ms / 1000).toFixed(1)} s`);
    console.log(`${"first green".padEnd(34)}  ${(green / 1000).toFixed(1)} s`);
  }
}
