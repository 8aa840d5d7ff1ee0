import type { Failure } from "../../lab/results.ts";
import { HINTS, type Hint } from "../hints/next.ts";
import type { LabOverview } from "../overview.ts";
import type { Solution } from "../solution.ts";
import type { FileDiff } from "../diff.ts";
import { isBusy, taskOf, type Line, type Panel, type Phase, type WatchState } from "./state.ts";

const LABEL = 10;

/** The failure of a task: expected, seen, cause, where; then the engine's own text. Pure. */
export function failureLines(failure: Failure): Line[] {
  const rows = [
    ["expected", failure.expected],
    ["seen", failure.seen],
    ["cause", failure.cause],
    ["look at", failure.where],
    ...(failure.engineText ? [["engine", failure.engineText] as const] : []),
  ] as const;
  return rows.flatMap(([name, text]) =>
    text
      .trimEnd()
      .split("\n")
      .map((part, index) => ({
        text: `${(index === 0 ? name : "").padEnd(LABEL)}${part}`,
        indent: 2,
        hang: LABEL,
      })),
  );
}

/** How the last check ended, or what is going on. Pure. */
export function stateLines(state: WatchState, nowMs: number): Line[] {
  const { phase, end } = state;
  if (isBusy(state)) return phaseLines(phase, nowMs);
  const { id } = taskOf(state);
  if (!end) return [{ text: "Not checked yet. Save the file, or press Enter to check.", tone: "quiet" }];
  const took = end.durationMs === null ? "" : ` (${seconds(end.durationMs)})`;
  switch (end.verdict) {
    case "pass":
      return [{ text: `✓ ${id} passed${took}. Press n to go on.`, tone: "good" }];
    case "fail":
    case "rejected": {
      const head: Line = { text: `✗ ${id} failed${took}`, tone: "bad" };
      return [head, ...(end.failure ? failureLines(end.failure) : [])];
    }
    case "not-gradable": {
      const head: Line = { text: `! ${id} could not be checked: our fault, not yours${took}`, tone: "warn" };
      return [head, ...(end.failure ? failureLines(end.failure) : [])];
    }
  }
}

function phaseLines(phase: Phase, nowMs: number): Line[] {
  switch (phase.kind) {
    case "idle":
      return [];
    case "queued":
      return [{ text: "Saved. Checking…", tone: "quiet" }];
    case "stopping":
      return [{ text: "Saved again: calling off the check that is out of date…", tone: "quiet" }];
    case "running": {
      const { only, sinceMs, doing, step, output } = phase;
      const what = only ?? "all tasks";
      return [
        { text: `Checking ${what}: ${doing}  ${seconds(nowMs - sinceMs)}`, tone: "title" },
        ...(step ? [stepLine(step, nowMs)] : []),
        ...output.map((text): Line => ({ text, tone: "quiet", indent: 4 })),
      ];
    }
  }
}

function stepLine(step: NonNullable<Extract<Phase, { kind: "running" }>["step"]>, nowMs: number): Line {
  const time = step.cached ? "cached" : seconds(nowMs - step.sinceMs);
  return { text: `step ${step.step} of ${step.of}: ${step.text}  (${time})`, indent: 2, hang: 4 };
}

/** An error as a person reads it: what was seen, then what to do next. Pure. */
export function troublePanel(error: unknown): Panel {
  const message = error instanceof Error ? error.message : String(error);
  const next = error instanceof Error && "next" in error ? [String(error.next)] : [];
  const lines = [...message.split("\n"), ...next].map((text): Line => ({ text, indent: 2 }));
  return { title: "That could not be done", lines };
}

/** Milliseconds as a person reads them. Pure. */
export function seconds(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
}

/** A hint, with how to get the next one. Pure. */
export function hintPanel(hint: Hint, task: string): Panel {
  const text = (lines: readonly string[]): Line[] => lines.map((line) => ({ text: line, indent: 2 }));
  if (hint.kind === "observed") {
    const more: Line = { text: "Press h for the first of three written hints.", tone: "quiet", indent: 2 };
    const again: Line = { text: "Press h for the next written hint.", tone: "quiet", indent: 2 };
    const { ask, trend, where } = hint.observed;
    // The cause stands above already, in what the check has shown.
    const lines = [
      ask ?? "The cause above is all that was seen.",
      ...(trend ? [trend] : []),
      `Look at ${where}.`,
    ];
    return { title: "From your last check", lines: [...text(lines), hint.seen === 0 ? more : again] };
  }
  const end =
    hint.level >= HINTS ? "That was the last hint. Press s for the solution." : "Press h for the next one.";
  return {
    title: `Hint ${hint.level} of ${hint.of} for ${task}`,
    lines: [...text(hint.text.split("\n")), { text: end, tone: "quiet", indent: 2 }],
  };
}

/** What differs, file by file; says so when nothing does. Pure. */
export function diffPanel(files: readonly FileDiff[], from: "starter" | "solution"): Panel {
  const changed = files.filter((file) => file.patch !== "");
  const title = from === "starter" ? "What you changed since the starter" : "From the solution to yours";
  const lines = changed.flatMap(({ patch }) => patch.trimEnd().split("\n").map(diffLine));
  return { title, lines: lines.length === 0 ? [{ text: "No difference.", indent: 2 }] : lines };
}

function diffLine(text: string): Line {
  const tone = text.startsWith("+") ? "good" : text.startsWith("-") ? "bad" : "plain";
  return { text, tone, indent: 2 };
}

/** The files of an opened solution, whole. Pure. */
export function solutionPanel(solution: Extract<Solution, { open: true }>, task: string): Panel {
  const lines = solution.files.flatMap(({ path, text }): Line[] => [
    { text: `── ${path}`, tone: "title", indent: 2 },
    ...text
      .trimEnd()
      .split("\n")
      .map((each) => ({ text: each, indent: 2, hang: 4 })),
  ]);
  return { title: `One solution of ${task}${solution.after === "pass" ? ", for comparison" : ""}`, lines };
}

const SIGNS = { passed: "✓", failed: "✗", open: "·" } as const;

/** Every lab with how much of it has passed, and the tasks of the lab where the learner is. Pure. */
export function listPanel(labs: readonly LabOverview[], here: string): Panel {
  const lines = labs.flatMap((lab): Line[] => {
    const passed = lab.tasks.filter((task) => task.standing === "passed").length;
    const at = lab.id === here;
    const head = `${at ? "→" : " "} ${lab.id}  ${lab.title}  (${passed} of ${lab.tasks.length})`;
    const tasks = lab.tasks.map(({ id, title, standing }): Line => ({
      text: `${SIGNS[standing]} ${standing.padEnd(6)} ${id}: ${title}`,
      tone: standing === "passed" ? "good" : "plain",
      indent: 4,
      hang: 9,
    }));
    return [{ text: head, tone: at ? "title" : "plain", hang: 4 }, ...(at ? tasks : [])];
  });
  const how = "Go to another one: q, then npx groundwork lab start LAB TASK";
  return { title: "The labs", lines: [...lines, { text: how, tone: "quiet" }] };
}
