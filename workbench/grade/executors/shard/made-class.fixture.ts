import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { writeClass } from "../../grade/out.ts";
import { pseudonymOf, saltOf } from "../../intake/pseudonym.ts";
import { writeJournal } from "../../journal/journal.ts";
import { gradeFixture } from "../../made.fixture.ts";
import type { Keyed, TakenClass } from "../../schema/class.ts";
import type { Grade } from "../../schema/grade.ts";
import { claimShard } from "./shard-file.ts";
import { shardsOf, type Shard } from "./split.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A hand-in of a made class, with the pseudonym that a folder's salt gives. */
function keyed(student: string, lab: string, out: string, salt: Buffer): Keyed {
  const pseudonym = pseudonymOf(salt, student);
  return {
    student,
    pseudonym,
    learner: `autumn.${student}`,
    lab,
    dir: path.join(out, "submissions", pseudonym, lab),
    files: [{ path: "Dockerfile", bytes: 12, sha256: hash(student) }],
    digest: `sha256:${hash(`${student} ${lab}`)}`,
    receivedAt: null,
    saidLate: false,
    commit: null,
    source: student,
    key: hash(`key ${student} ${lab}`),
    late: { takesPercent: 0, says: "in time" },
    findings: [],
  };
}

/** A made class, taken into a folder as each machine of a matrix would do it. */
export async function madeClass(
  out: string,
  students: readonly string[],
  labs: readonly string[],
): Promise<TakenClass> {
  const salt = await saltOf(out);
  const submissions = students.flatMap((student) => labs.map((lab) => keyed(student, lab, out, salt)));
  for (const { dir, student } of submissions) {
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, "Dockerfile"), `FROM scratch # ${student}\n`);
  }
  return {
    format: "groundwork.class/1",
    assignmentFile: "/elsewhere/assignment.yaml",
    students: students.map((student) => ({
      student,
      pseudonym: pseudonymOf(salt, student),
      name: student,
      email: null,
      ids: {},
    })),
    submissions,
    refused: [],
  };
}

/** A shard's folder, as `grade --shard` leaves it, without anything having been built. */
export async function madeShard(
  out: string,
  shard: Shard,
  taken: TakenClass,
  changes: (submission: Keyed) => Partial<Grade> | null = () => ({}),
): Promise<void> {
  const owners = shardsOf(taken.submissions, shard.of);
  await writeJournal(out, async (journal) => {
    await claimShard(out, shard, false);
    await writeClass(out, taken);
    for (const each of taken.submissions.filter(({ key }) => owners.get(key) === shard.index)) {
      const { key, pseudonym, lab, digest: submission } = each;
      const changed = changes(each);
      if (changed)
        await journal.append({
          kind: "grade",
          grade: gradeFixture({ key, pseudonym, lab, submission, ...changed }),
        });
    }
  });
}
