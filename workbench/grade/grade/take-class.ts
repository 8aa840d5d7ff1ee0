import path from "node:path";
import type { Engine } from "../../engine/types.ts";
import { ensureBases } from "../../bases/ensure.ts";
import { stateDir } from "../../state.ts";
import { takeIn } from "../intake/take.ts";
import { pseudonymOf, saltOf } from "../intake/pseudonym.ts";
import type { Received } from "../intake/received.ts";
import { readRoster, type Student as OnRoster } from "../intake/roster.ts";
import type { TakenClass } from "../schema/class.ts";
import type { Student } from "../schema/marks.ts";
import type { Submission } from "../schema/submission.ts";
import type { Assigned } from "./assigned.ts";
import { keyedAll } from "./keyed.ts";
import { graderVersion } from "./version.ts";

export interface TakeClassRequest extends KeyingOptions {
  readonly source: string;
  readonly assignmentFile: string;
  readonly rosterFile: string;
  readonly received: Received;
  readonly out: string;
}

export interface KeyingOptions {
  readonly assigned: Assigned;
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** Takes a class in: roster, hand-ins, and what is to be known of each before anything is built. Throws BadInput. */
export async function takeClass(request: TakeClassRequest): Promise<TakenClass> {
  const { source, assigned, received, out: outDir, signal, onProgress } = request;
  const roster = await readRoster(request.rosterFile);
  const labs = [...assigned.labs.values()].map(({ lab }) => lab);
  const { assignment } = assigned;
  const taken = await takeIn({ source, assignment, labs, roster, received, outDir, signal, onProgress });
  const salt = await saltOf(outDir);
  const students = roster.students.map((student) => studentOf(student, salt));
  const assignmentFile = path.resolve(request.assignmentFile);
  const refused = [...taken.refused];
  const submissions = await keyed(taken.submissions, request);
  return { format: "groundwork.class/1", assignmentFile, students, submissions, refused };
}

/** A class that was taken in before, with the keys that its hand-ins have now. */
export async function keyedClass(taken: TakenClass, options: KeyingOptions): Promise<TakenClass> {
  return { ...taken, submissions: await keyed(taken.submissions, options) };
}

async function keyed(
  submissions: readonly Submission[],
  options: KeyingOptions,
): Promise<TakenClass["submissions"]> {
  const { assigned, engine, signal, onProgress } = options;
  const resolved = await ensureBases(engine, assigned.bases, { stateDir: stateDir(), signal, onProgress });
  const bases = Object.fromEntries(resolved.map(({ id, digest }) => [id, digest]));
  return keyedAll(submissions, { assigned, bases, grader: graderVersion() });
}

/** A student as marks and exports know them. */
function studentOf({ key, name, email, id, login, section }: OnRoster, salt: Buffer): Student {
  const ids = Object.entries({ id, login, section }).flatMap(([column, value]) =>
    value === null ? [] : [[column, value] as const],
  );
  return {
    student: key,
    pseudonym: pseudonymOf(salt, key),
    name: name ?? key,
    email,
    ids: Object.fromEntries(ids),
  };
}
