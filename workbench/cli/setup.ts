import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { listLabs, loadLab } from "../lab/load.ts";
import { prepareCast } from "../lab/prepare.ts";
import { EXPERIMENTS_DIR, LABS_DIR } from "../project.ts";
import { listExperiments, loadExperiment } from "../record/store.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface SetupOptions extends JsonOption {
  readonly basesOnly?: boolean;
}

/** `groundwork setup`: an engine, and every base and program that the course uses. */
export function setupCommand(): Command {
  return new Command("setup")
    .option("--bases-only", "leave the programs for later")
    .option(...JSON_FLAG)
    .action(setup);
}

async function setup({ basesOnly, json }: SetupOptions): Promise<void> {
  const told = { onProgress: progress, signal: interruptSignal };
  const engine = await connectEngine(told);
  progress(`engine: ${engine.facts.product} ${engine.facts.version} (${engine.facts.foundBy})`);
  const users = await usersOfBases();
  const bases = [...new Set(users.flatMap((each) => each.bases))];
  const programs = basesOnly ? [] : [...new Set(users.flatMap((each) => each.programs))];
  const cast = await prepareCast(engine, { bases, programs }, told);
  progress(`bases: ${cast.bases.length} ready; programs: ${cast.programs.length} ready`);
  if (json)
    console.log(
      JSON.stringify({ engine: engine.facts, bases: cast.bases, programs: cast.programs }, null, 2),
    );
}

/** All labs and experiments: each names the bases and programs that it works with. */
async function usersOfBases() {
  const labs = (await listLabs(LABS_DIR)).map(async (id) => (await loadLab(LABS_DIR, id)).manifest);
  const experiments = (await listExperiments(EXPERIMENTS_DIR)).map((id) =>
    loadExperiment(EXPERIMENTS_DIR, id),
  );
  return [...(await Promise.all(labs)), ...(await Promise.all(experiments))];
}
