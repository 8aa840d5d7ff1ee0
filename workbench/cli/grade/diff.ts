import { Command } from "commander";
import { readMarks } from "../../grade/grade/out.ts";
import { markChanges, pointsText, type MarkChange } from "../../grade/marks/diff.ts";
import { plainLine } from "../../grade/plain.ts";
import { EXIT } from "../exit.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";

/** `groundwork grade diff`: what changed between two markings, before anything is published. */
export function diffMarksCommand(): Command {
  return new Command("diff")
    .description("say which marks changed, and why (exit 1: some did)")
    .argument("<before>", "an output folder or a marks file, for example DIR/marks.before.json")
    .argument("<after>", "an output folder or a marks file")
    .option(...JSON_FLAG)
    .action(diffMarks);
}

async function diffMarks(before: string, after: string, options: JsonOption): Promise<void> {
  const [old, now] = [await readMarks(before), await readMarks(after)];
  const changes = markChanges(old, now);
  const same = now.students.length - changes.length;
  const text =
    changes.length === 0 ? `All ${now.students.length} marks are the same.` : changesText(changes, same);
  print({ format: "groundwork.grade-diff/1", changes }, text, options);
  if (changes.length > 0) process.exitCode = EXIT.notSo;
}

function changesText(changes: readonly MarkChange[], same: number): string {
  const lines = changes.flatMap(({ student, name, before, after, says }) => [
    `${student}  ${plainLine(name)}: ${pointsText(before)} became ${pointsText(after)}`,
    ...says.map((each) => `  ${plainLine(each)}`),
  ]);
  return [...lines, "", `${changes.length} changed, ${Math.max(0, same)} are the same.`].join("\n");
}
