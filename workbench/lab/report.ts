import { styleText } from "node:util";
import type { Failure, LabResult, TaskResult, Verdict } from "./results.ts";

/** Each verdict has a sign and a word, so that colour never carries the meaning alone. */
const SIGNS: Readonly<Record<Verdict, { sign: string; word: string; colour: "green" | "red" | "yellow" }>> = {
  pass: { sign: "✓", word: "pass", colour: "green" },
  fail: { sign: "✗", word: "fail", colour: "red" },
  "not-gradable": { sign: "!", word: "not gradable", colour: "yellow" },
  rejected: { sign: "⊘", word: "rejected", colour: "red" },
};

type Paint = (colour: "green" | "red" | "yellow" | "bold" | "dim", text: string) => string;

/** Colours for this terminal; plain text where there is none or NO_COLOR is set. */
export const paint: Paint = (colour, text) => styleText(colour, text, { validateStream: true });
const plain: Paint = (_colour, text) => text;

/** The whole result as a person reads it. Pure; `colour` paints it for a terminal. */
export function renderResult(result: LabResult, colour: boolean): string {
  const by = colour ? paint : plain;
  const { earned, possible } = result.score;
  return [
    by("bold", `${result.lab}  ${result.title}`) + by("dim", `  (${result.target})`),
    "",
    ...result.tasks.map((task) => renderTask(task, by)),
    `${SIGNS[result.verdict].sign} ${SIGNS[result.verdict].word}: ${earned} of ${possible} points`,
    "",
  ].join("\n");
}

/** One task: a line when it passed, the whole failure when it did not. */
export function renderTask(task: TaskResult, by: Paint = plain): string {
  const { sign, word, colour } = SIGNS[task.verdict];
  const head = `${by(colour, `${sign} ${word}`)}  ${task.id}: ${task.title}  (${task.earned}/${task.points})`;
  return task.failure ? `${head}\n${renderFailure(task.failure, by)}` : head;
}

/** Expected, seen, cause, where; then the engine's own text. Always in this order. */
export function renderFailure(failure: Failure, by: Paint = plain): string {
  const rows: [string, string][] = [
    ["expected", failure.expected],
    ["seen", failure.seen],
    ["cause", failure.cause],
    ["look at", failure.where],
  ];
  if (failure.engineText) rows.push(["engine", failure.engineText]);
  return rows.map(([name, text]) => row(name, text, by)).join("\n") + "\n";
}

function row(name: string, text: string, by: Paint): string {
  const label = by("dim", `    ${name.padEnd(9)}`);
  return (
    label +
    text
      .trimEnd()
      .split("\n")
      .join(`\n${" ".repeat(13)}`)
  );
}
