import type { LabEvent } from "../../lab/events.ts";
import type { Phase, WatchState } from "./state.ts";

/** Lines of a step's output that the screen shows. */
const OUTPUT_LINES = 6;

type Running = Extract<Phase, { kind: "running" }>;

/** The state of a check that begins now. Pure. */
export function beginCheck(state: WatchState, only: string | null, nowMs: number): WatchState {
  const phase: Running = {
    kind: "running",
    only,
    sinceMs: nowMs,
    doing: "getting ready",
    step: null,
    cached: 0,
    built: 0,
    output: [],
  };
  // What is said and shown belongs to what was seen before; the next check may see something else.
  return { ...state, phase, panel: null, said: null, question: null, scroll: 0 };
}

/** The state after one event of the check that runs. Events of a check that was called off change nothing. Pure. */
export function follow(state: WatchState, event: LabEvent, nowMs: number): WatchState {
  const { phase } = state;
  if (phase.kind !== "running") return state;
  return { ...state, phase: followed(phase, event, nowMs), tasks: standings(state, event) };
}

function followed(phase: Running, event: LabEvent, nowMs: number): Running {
  switch (event.type) {
    case "preparing":
      return { ...phase, doing: event.line, step: null, output: [] };
    case "task-started":
      return { ...phase, doing: phase.only === event.task ? "starting" : event.task, step: null, output: [] };
    case "build-step": {
      const { text, step, of, state, elapsedMs } = event;
      const cached = state === "cached";
      const shown = { text, step, of, cached, sinceMs: nowMs - elapsedMs };
      const same = phase.step?.text === text && phase.step.step === step;
      return {
        ...phase,
        doing: `building ${event.from}`,
        step: shown,
        cached: phase.cached + (cached ? 1 : 0),
        built: phase.built + (state === "done" ? 1 : 0),
        output: same ? phase.output : [],
      };
    }
    case "build-output":
      return { ...phase, output: [...phase.output, event.line].slice(-OUTPUT_LINES) };
    case "container-started":
      return { ...phase, doing: `running ${event.from}`, step: null, output: [] };
    case "task-ended":
      return { ...phase, doing: `${event.result.id} is done`, step: null, output: [] };
    case "run-started":
    case "container-ended":
    case "run-ended":
    case "run-cancelled":
      return phase;
  }
}

/** A task's sign changes as soon as it is known; one that has passed before stays so. */
function standings({ tasks }: WatchState, event: LabEvent): WatchState["tasks"] {
  if (event.type !== "task-ended") return tasks;
  const { id, verdict } = event.result;
  if (verdict === "not-gradable") return tasks;
  return tasks.map((task) =>
    task.id !== id || task.standing === "passed"
      ? task
      : { ...task, standing: verdict === "pass" ? "passed" : "failed" },
  );
}
