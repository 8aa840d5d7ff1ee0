import { readFile } from "node:fs/promises";
import path from "node:path";
import { variantOf } from "../../lab/variant.ts";
import { labRevision } from "../../lab/revision.ts";
import { lateness } from "../late.ts";
import { allowedIn, type Allowed } from "../policy/allowed.ts";
import { checkDockerfile } from "../policy/check.ts";
import { isDockerfile } from "../policy/names.ts";
import type { Keyed } from "../schema/class.ts";
import type { PolicyFinding, Submission } from "../schema/submission.ts";
import type { Assigned, GradedLab } from "./assigned.ts";
import { gradeKey } from "./key.ts";

export interface KeyingRequest {
  readonly assigned: Assigned;
  /** Digests of the bases, by id. */
  readonly bases: Readonly<Record<string, string>>;
  readonly grader: string;
}

/** What is to be known of each hand-in before anything is built: its key, and the rules that it breaks. */
export async function keyedAll(submissions: readonly Submission[], request: KeyingRequest): Promise<Keyed[]> {
  const about = await Promise.all([...request.assigned.labs].map((lab) => labFacts(lab, request)));
  const byLab = new Map(about.map((each) => [each.id, each]));
  return Promise.all(
    submissions.map(async (submission) => {
      const facts = byLab.get(submission.lab);
      if (!facts) throw new Error(`${submission.lab} is no lab of this assignment.`);
      const variant = variantOf(facts.manifest, submission.learner);
      const { revision, privateTests, allowed } = facts;
      const { limits } = request.assigned;
      const { grader, bases } = request;
      const { digest, lab } = submission;
      const key = gradeKey({
        submission: digest,
        lab,
        variant,
        revision,
        privateTests,
        grader,
        limits,
        bases,
      });
      const { takesPercent, says } = lateness(request.assigned.assignment, submission);
      return {
        ...submission,
        key,
        late: { takesPercent, says },
        findings: await findingsIn(submission, allowed),
      };
    }),
  );
}

async function labFacts(
  [id, { lab, privateLab }]: readonly [string, GradedLab],
  { assigned }: KeyingRequest,
) {
  const labs = [...assigned.labs.values()].map((each) => each.lab);
  return {
    id,
    manifest: lab.manifest,
    revision: await labRevision(lab.dir),
    privateTests: privateLab ? await labRevision(privateLab.dir) : null,
    allowed: await allowedIn(lab, labs),
  };
}

async function findingsIn({ dir, files }: Submission, allowed: Allowed): Promise<PolicyFinding[]> {
  const dockerfiles = files.map((file) => file.path).filter(isDockerfile);
  const found = await Promise.all(
    dockerfiles.map(async (file) => checkDockerfile(file, await readFile(path.join(dir, file)), allowed)),
  );
  return found.flat();
}
