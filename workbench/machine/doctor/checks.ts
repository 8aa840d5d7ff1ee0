import { checkOf, gib } from "./check.ts";
import { diskCheck, engineChecks, noEngine } from "./engine-checks.ts";
import { registryChecks } from "./registry-checks.ts";
import type { Check, Observations } from "./types.ts";

/** Judges what was observed of a machine: one check for each thing that decides whether labs run. Pure. */
export function diagnose(seen: Observations): readonly Check[] {
  const ofEngine = seen.engine
    ? [...engineChecks(seen.engine, seen), ...registryChecks(seen), ...basesChecks(seen)]
    : [noEngine(seen)];
  return [...ofEngine, stateCheck(seen), nodeCheck(seen), checkOf("course", "Course").ok(seen.course)];
}

/** True when nothing that was checked keeps labs from running. */
export function canRun(checks: readonly Check[]): boolean {
  return checks.every(({ status }) => status !== "fail");
}

/** What is to be done, what keeps labs from running first; each thing once. Pure. */
export function whatToDo(checks: readonly Check[]): readonly string[] {
  const of = (status: Check["status"]) =>
    checks.flatMap((check) => (check.status === status && check.todo !== null ? [check.todo] : []));
  return [...new Set([...of("fail"), ...of("note")])];
}

function basesChecks({ bases, whyNotBuilt, registries }: Observations): readonly Check[] {
  if (bases === null) return [];
  const parts = [
    ...Object.entries(bases.byOrigin).map(([origin, count]) => `${count} ${origin}`),
    ...(bases.absent > 0 ? [`${bases.absent} not here yet`] : []),
    ...(bases.absentPulled > 0 ? [`${bases.absentPulled} that only a registry has`] : []),
  ];
  const seen = parts.join(", ");
  const check = checkOf("bases", "Bases");
  if (bases.absent === 0) return [check.ok(seen)];
  if (whyNotBuilt === null || registries.some((each) => each.reached))
    return [check.ok(seen, { remark: "`npx groundwork prefetch` gets what is not here yet." })];
  return [
    check.note(seen, {
      remark: `No registry is reached, and ${whyNotBuilt}.`,
      todo: LOAD,
    }),
  ];
}

const LOAD =
  "Let the engine reach a registry once and run `npx groundwork prefetch`, or load the images under their own names with `docker load`.";

function stateCheck({ stateDir, freeBytes, stateProblem }: Observations): Check {
  const check = checkOf("disk", "Disk");
  if (stateProblem !== null)
    return check.fail(`nothing can be written in ${stateDir}: ${stateProblem}`, {
      todo: "Make that folder writable, or name another one: GROUNDWORK_STATE=/a/folder/of/yours.",
    });
  if (freeBytes === null) return check.note(`the free space of ${stateDir} is not known`);
  return diskCheck(check, `${gib(freeBytes)} free for ${stateDir}`, freeBytes);
}

function nodeCheck({ node, npm, host }: Observations): Check {
  const check = checkOf("node", "Node");
  if (npm !== null) return check.ok(`${node}, npm ${npm}, on ${host}`);
  return check.note(`${node}, no npm, on ${host}`, {
    todo: "Put npm on the PATH: the labs' programs are fetched with it.",
  });
}
