import { createTwoFilesPatch } from "diff";
import { filesOf, ownText, textIn } from "./files.ts";
import { labFolder, type Learner } from "./learner.ts";
import type { Lab } from "../lab/load.ts";
import type { Task } from "../lab/manifest.ts";

/** How one file differs from another version of it. */
export interface FileDiff {
  readonly path: string;
  /** The unified form: lines with `-`, `+` or a space before them; empty when both are the same. */
  readonly patch: string;
}

/**
 * How the learner's files differ from the starter's, or from the solution's.
 * @param task only its files; without it all that are handed in
 */
export async function diffOf(
  learner: Pick<Learner, "workDir">,
  lab: Lab,
  task: Task | undefined,
  from: "starter" | "solution",
): Promise<FileDiff[]> {
  const mine = labFolder(learner, lab.manifest.id);
  return Promise.all(
    filesOf(lab, task).map(async (file) => {
      const [before, after] = await Promise.all([ownText(lab, mine, from, file), textIn(mine, file)]);
      return { path: file, patch: patchOf(file, from, before, after) };
    }),
  );
}

/** Two versions of a file as a unified diff; line endings count as no difference. Null: there is no such file. Pure. */
export function patchOf(file: string, from: string, before: string | null, after: string | null): string {
  // Editors on Windows end lines with CR LF; that is not what the learner changed.
  const [a, b] = [before, after].map((text) => (text ?? "").replaceAll("\r\n", "\n"));
  if (a === b) return "";
  const name = (text: string | null, label: string) => (text === null ? "/dev/null" : `${label}/${file}`);
  const patch = createTwoFilesPatch(name(before, from), name(after, "yours"), a ?? "", b ?? "");
  return patch.replace(/^=+\n/, "");
}
