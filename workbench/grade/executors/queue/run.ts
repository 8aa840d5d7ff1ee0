import { createHash, createHmac } from "node:crypto";
import path from "node:path";
import { labRevision } from "../../../lab/revision.ts";
import type { Assigned, GradedLab } from "../../grade/assigned.ts";
import { saltOf } from "../../intake/pseudonym.ts";
import type { Store } from "../../store/types.ts";
import { bundleOf, contentsOf } from "./bundle.ts";
import { runSchema, type Run } from "./schema.ts";

export interface RunRequest {
  readonly out: string;
  readonly assigned: Assigned;
  /** Digests of the bases, by id, with which the keys were made. */
  readonly bases: Readonly<Record<string, string>>;
  readonly grader: string;
  readonly store: Store;
}

/** What workers are told of a class; the instructor's own tests are put into the store. Throws StoreFault. */
export async function runOf({ out, assigned, bases, grader, store }: RunRequest): Promise<Run> {
  const salt = await saltOf(out);
  const labs = await Promise.all(
    [...assigned.labs].map(([lab, graded]) => labOf(lab, graded, assigned.privateDir, store)),
  );
  const { limits, programs, assignment } = assigned;
  const about = { assignment: assignment.id, grader, labs, bases, programs: [...programs], limits };
  const owner = createHmac("sha256", salt).update("coordinator").digest("hex").slice(0, 16);
  const id = createHash("sha256")
    .update(JSON.stringify([owner, about]))
    .digest("hex")
    .slice(0, 16);
  return runSchema.parse({ format: "groundwork.grading-run/1", id, owner, ...about });
}

async function labOf(
  lab: string,
  { lab: own, privateLab }: GradedLab,
  privateDir: string | null,
  store: Store,
): Promise<Run["labs"][number]> {
  const revision = await labRevision(own.dir);
  if (privateLab === null || privateDir === null) return { lab, revision, privateTests: null };
  const files = await store.put(await bundleOf(await contentsOf(path.join(privateDir, lab))));
  return { lab, revision, privateTests: { revision: await labRevision(privateLab.dir), files } };
}
