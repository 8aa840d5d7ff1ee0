import { Command } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { listLabs, loadLab } from "../lab/load.ts";
import { prepareCast } from "../lab/prepare.ts";
import { EXPERIMENTS_DIR, LABS_DIR } from "../project.ts";
import { listExperiments, loadExperiment } from "../record/store.ts";
import { interruptSignal } from "./interrupt.ts";
import { progress } from "./progress.ts";

/** `groundwork setup`: an engine, and every base and program that the course uses. */
export function setupCommand(): Command {
  return new Command("setup")
    .description("get everything that the course uses: an engine, the bases, the programs")
    .option("--bases-only", "leave the programs for later")
    .action(setup);
}

async function setup(options: { basesOnly?: boolean }): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  progress(`engine: ${engine.facts.product} ${engine.facts.version} (${engine.facts.foundBy})`);
  const users = [
    ...(await Promise.all(
      (await listLabs(LABS_DIR)).map(async (id) => (await loadLab(LABS_DIR, id)).manifest),
    )),
    ...(await Promise.all(
      (await listExperiments(EXPERIMENTS_DIR)).map((id) => loadExperiment(EXPERIMENTS_DIR, id)),
    )),
  ];
  const bases = [...new Set(users.flatMap((each) => each.bases))];
  const programs = options.basesOnly ? [] : [...new Set(users.flatMap((each) => each.programs))];
  const cast = await prepareCast(
    engine,
    { bases, programs },
    { onProgress: progress, signal: interruptSignal },
  );
  progress(`bases: ${cast.bases.length} ready; programs: ${cast.programs.length} ready`);
}
