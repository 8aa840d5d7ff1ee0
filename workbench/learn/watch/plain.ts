import { isBusy, taskOf, type Line, type WatchState } from "./state.ts";
import { stateLines } from "./words.ts";

/** The first lines of a session without a screen: where the learner is and what to edit. Pure. */
export function openingLines(state: WatchState): Line[] {
  const { lab, files, tasks } = state;
  const task = taskOf(state);
  const passed = tasks.filter((each) => each.standing === "passed").length;
  return [
    { text: `${lab.id}  ${lab.title}: ${passed} of ${tasks.length} tasks passed`, tone: "title" },
    { text: `${task.id}: ${task.title}`, tone: "title" },
    ...files.map((file): Line => ({ text: `Edit ${file.shown}` })),
  ];
}

/** What a state says that the one before it did not: lines to append, for screen readers, files and pipes. Pure. */
export function newLines(before: WatchState, after: WatchState, nowMs: number): Line[] {
  const lines: Line[] = [];
  if (before.lab.id !== after.lab.id || before.task !== after.task)
    lines.push({ text: "" }, ...openingLines(after));
  lines.push(...progressLines(before, after));
  if (!isBusy(after) && (isBusy(before) || before.end !== after.end)) lines.push(...stateLines(after, nowMs));
  if (after.panel && after.panel !== before.panel)
    lines.push({ text: "" }, { text: after.panel.title, tone: "title" }, ...after.panel.lines);
  for (const notice of after.notices) if (!before.notices.includes(notice)) lines.push({ text: notice });
  if (after.said !== null && after.said !== before.said) lines.push({ text: after.said });
  return lines;
}

/** A check's steps, each once: no clock, no redrawing. */
function progressLines({ phase: before }: WatchState, { phase: after }: WatchState): Line[] {
  if (after.kind === "stopping" && before.kind !== "stopping")
    return [{ text: "Saved again: calling off the check that is out of date." }];
  if (after.kind !== "running") return [];
  const was = before.kind === "running" ? before : null;
  if (!was) return [{ text: `Checking ${after.only ?? "all tasks"}…` }];
  const { step, doing } = after;
  if (step && (step.text !== was.step?.text || step.step !== was.step.step))
    return [
      { text: `step ${step.step} of ${step.of}: ${step.text}${step.cached ? " (cached)" : ""}`, indent: 2 },
    ];
  return doing === was.doing || step ? [] : [{ text: doing, indent: 2 }];
}
