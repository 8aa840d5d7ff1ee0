import { rm } from "node:fs/promises";
import path from "node:path";
import { ensureBases } from "../../../bases/ensure.ts";
import type { Engine } from "../../../engine/types.ts";
import { listLabs, loadLab, type Lab } from "../../../lab/load.ts";
import { labRevision } from "../../../lab/revision.ts";
import { LABS_DIR } from "../../../project.ts";
import { stateDir } from "../../../state.ts";
import { temporaryFolder } from "../../../temporary.ts";
import type { GradedLab } from "../../grade/assigned.ts";
import { openPrivateTests } from "../../grade/private-tests.ts";
import type { Store } from "../../store/types.ts";
import { filesOf, layFiles } from "../queue/bundle.ts";
import type { Run } from "../queue/schema.ts";

/** This machine would not give the marks that the coordinator's would: something that decides them differs. */
export class Unfit extends Error {
  override readonly name = "Unfit";
}

export interface OpenRunRequest {
  readonly run: Run;
  readonly engine: Engine;
  readonly store: Store;
  readonly grader: string;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** A class as a worker grades it. */
export interface OpenedRun extends AsyncDisposable {
  readonly labs: ReadonlyMap<string, GradedLab>;
}

/**
 * Makes ready for a class, and makes sure that a grade made here is the one that would be made anywhere: the same grader,
 * labs, private tests and bases. Throws Unfit with what differs; StoreFault when private tests can't be had.
 */
export async function openRun(request: OpenRunRequest): Promise<OpenedRun> {
  const { run, engine, grader, signal, onProgress } = request;
  if (run.grader !== grader)
    throw new Unfit(
      `it was begun with Groundwork ${run.grader}, and this worker has ${grader}; use the same version`,
    );
  const labs = await Promise.all(run.labs.map(labHere));
  const bases = await ensureBases(engine, Object.keys(run.bases), {
    stateDir: stateDir(),
    signal,
    onProgress,
  });
  const other = bases.find(({ id, digest }) => run.bases[id] !== digest);
  if (other)
    throw new Unfit(
      `its base ${other.id} is ${short(run.bases[other.id] ?? "")}, and the one here is ${short(other.digest)}; copy the state folder of the machine that grades, or let both pull it`,
    );
  const folder = await temporaryFolder("worker");
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const tests = await privateTests(folder, labs, request);
    const graded = labs.map(
      (lab) => [lab.manifest.id, { lab, privateLab: tests.labs.get(lab.manifest.id) ?? null }] as const,
    );
    return {
      labs: new Map(graded),
      async [Symbol.asyncDispose]() {
        await tests[Symbol.asyncDispose]();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function labHere({ lab: id, revision }: Run["labs"][number]): Promise<Lab> {
  const known = await listLabs(LABS_DIR);
  if (!known.includes(id)) throw new Unfit(`there is no lab ${id} here; use the same version of the course`);
  const lab = await loadLab(LABS_DIR, id);
  if ((await labRevision(lab.dir)) !== revision)
    throw new Unfit(`the tests of ${id} are others here; use the same version of the course`);
  return lab;
}

async function privateTests(folder: string, labs: readonly Lab[], { run, store, signal }: OpenRunRequest) {
  for (const { lab, privateTests: given } of run.labs)
    if (given) await layFiles(path.join(folder, lab), await filesOf(await store.get(given.files, signal)));
  const isNone = run.labs.every((each) => each.privateTests === null);
  const tests = await openPrivateTests(isNone ? null : folder, labs);
  for (const { lab, privateTests: given } of run.labs) {
    const own = tests.labs.get(lab);
    if (given && (!own || (await labRevision(own.dir)) !== given.revision))
      throw new Unfit(
        `the private tests of ${lab} can't be made as they were sent; use the same version of the course`,
      );
  }
  return tests;
}

/** So much of a digest as people compare. */
function short(digest: string): string {
  return digest.slice(0, "sha256:".length + 12);
}
