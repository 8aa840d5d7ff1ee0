import { listLabs, loadLab } from "../../lab/load.ts";
import { EXPERIMENTS_DIR, LABS_DIR } from "../../project.ts";
import { listExperiments, loadExperiment } from "../../record/store.ts";

/** Ids of what is to be there. */
export interface Needs {
  readonly bases: readonly string[];
  readonly programs: readonly string[];
}

/** What all labs and experiments of the course name. */
export async function courseNeeds(): Promise<Needs> {
  const labs = (await listLabs(LABS_DIR)).map(async (id) => (await loadLab(LABS_DIR, id)).manifest);
  const experiments = (await listExperiments(EXPERIMENTS_DIR)).map((id) =>
    loadExperiment(EXPERIMENTS_DIR, id),
  );
  const users = [...(await Promise.all(labs)), ...(await Promise.all(experiments))];
  return {
    bases: [...new Set(users.flatMap((each) => each.bases))],
    programs: [...new Set(users.flatMap((each) => each.programs))],
  };
}
