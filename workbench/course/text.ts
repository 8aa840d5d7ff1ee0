import type { CourseCheck, LabCheck } from "./schema.ts";

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** A course check as a person reads it: a line a lab, then all that is not as it should be. Pure. */
export function courseText(check: CourseCheck): string {
  const labs = check.labs.map(labLine);
  const wrong = check.labs.flatMap((lab) => [
    ...lab.cases.flatMap((each) => each.objections.map((text) => `  ${lab.lab} ${each.name}: ${text}`)),
    ...lab.differences.map((text) => `  ${lab.lab}, run twice: ${text}`),
  ]);
  const content = check.content.map(({ file, line, says }) => `  ${file}:${line ?? 1} ${says}`);
  const count = wrong.length + content.length;
  return [
    ...labs,
    ...(wrong.length > 0 ? ["", "Not as lab.yaml declares:", ...wrong] : []),
    ...(content.length > 0 ? ["", "In the course's files:", ...content] : []),
    "",
    count === 0
      ? `✓ all as declared (${seconds(check.durationMs)}, seed ${check.seed})`
      : `✗ ${count} to mend (${seconds(check.durationMs)}, seed ${check.seed})`,
  ].join("\n");
}

function labLine(lab: LabCheck): string {
  const good = lab.cases.filter((each) => each.ok).length;
  const how =
    lab.unchangedSince === null
      ? seconds(lab.durationMs)
      : `unchanged since ${lab.unchangedSince.slice(0, 16).replace("T", " ")}`;
  return `${lab.ok ? "✓" : "✗"} ${lab.lab.padEnd(18)} ${good} of ${lab.cases.length} as declared  (${how})`;
}
