import type { Failure, TaskResult, Verdict } from "../../../workbench/lab/results.ts";
import type { LabEvent, StepState } from "../../../workbench/lab/events.ts";
import type { Asked, QueueState, Refusal } from "../../../workbench/serve/contract.ts";
import type { LabState, Message, RunRecord } from "../../../workbench/serve/messages.ts";

/** What a lab's page shows: the messages of the server, folded into one picture. Pure. */
export interface LabView {
  readonly state: LabState;
  readonly queue: QueueState;
  readonly run: RunView | null;
}

export interface RunView {
  readonly asked: Asked;
  readonly end: "open" | "ended" | "cancelled" | "fault";
  /** What is being fetched before the first task. */
  readonly preparing: string | null;
  readonly tasks: readonly TaskRun[];
  readonly fault: Refusal | null;
}

export interface TaskRun {
  readonly id: string;
  readonly state: "waiting" | "running" | "ended";
  readonly builds: readonly BuildView[];
  readonly result: TaskResult | null;
}

export interface BuildView {
  readonly build: number;
  readonly from: string;
  readonly steps: readonly StepView[];
  /** The last lines that its steps printed. */
  readonly output: readonly string[];
}

export interface StepView {
  readonly key: string;
  readonly text: string;
  readonly state: StepState;
  readonly elapsedMs: number;
}

/** Lines of output that are shown of one build. */
const SHOWN_LINES = 200;

/** The picture after one more message. Null stays null until the first snapshot. */
export function fold(view: LabView | null, message: Message): LabView | null {
  if (message.type === "snapshot") {
    const { state, queue, last } = message;
    return { state, queue, run: last && replay(last) };
  }
  if (view === null) return null;
  switch (message.type) {
    case "queue":
      return { ...view, queue: message.queue };
    case "state":
      return { ...view, state: message.state };
    case "begun":
      return { ...view, run: begun(message.asked) };
    case "event":
      return view.run?.asked.run === message.run ? { ...view, run: foldRun(view.run, message.event) } : view;
    case "fault":
      return view.run?.asked.run === message.run
        ? { ...view, run: { ...view.run, end: "fault", fault: message.fault } }
        : view;
  }
}

function begun(asked: Asked): RunView {
  return { asked, end: "open", preparing: null, tasks: [], fault: null };
}

function replay({ asked, events, fault }: RunRecord): RunView {
  const run = events.reduce(foldRun, begun(asked));
  return fault === null ? run : { ...run, end: "fault", fault };
}

function foldRun(run: RunView, event: LabEvent): RunView {
  switch (event.type) {
    case "run-started":
      return {
        ...run,
        tasks: event.tasks.map(({ id }) => ({ id, state: "waiting", builds: [], result: null })),
      };
    case "preparing":
      return { ...run, preparing: event.line };
    case "task-started":
      return { ...withTask(run, event.task, (task) => ({ ...task, state: "running" })), preparing: null };
    case "build-step":
      return withBuild(run, event, (build) => ({ ...build, steps: withStep(build.steps, event) }));
    case "build-output":
      return withBuild(run, event, (build) => ({
        ...build,
        output: [...build.output, event.line].slice(-SHOWN_LINES),
      }));
    case "container-started":
    case "container-ended":
      return run;
    case "task-ended":
      return withTask(run, event.result.id, (task) => ({ ...task, state: "ended", result: event.result }));
    case "run-ended":
      return { ...run, end: "ended", preparing: null };
    case "run-cancelled":
      return { ...run, end: "cancelled", preparing: null };
  }
}

function withTask(run: RunView, id: string, change: (task: TaskRun) => TaskRun): RunView {
  return { ...run, tasks: run.tasks.map((task) => (task.id === id ? change(task) : task)) };
}

type InBuild = Extract<LabEvent, { type: "build-step" | "build-output" }>;

function withBuild(run: RunView, event: InBuild, change: (build: BuildView) => BuildView): RunView {
  return withTask(run, event.task, (task) => {
    const known = task.builds.find(({ build }) => build === event.build);
    const others = task.builds.filter((build) => build !== known);
    const empty: BuildView = { build: event.build, from: event.from, steps: [], output: [] };
    const builds = [...others, change(known ?? empty)].sort((a, b) => a.build - b.build);
    return { ...task, builds };
  });
}

function withStep(
  steps: readonly StepView[],
  event: Extract<LabEvent, { type: "build-step" }>,
): readonly StepView[] {
  const key = `${event.stage ?? ""} ${event.step}`;
  const step: StepView = { key, text: event.text, state: event.state, elapsedMs: event.elapsedMs };
  return steps.some((each) => each.key === key)
    ? steps.map((each) => (each.key === key ? step : each))
    : [...steps, step];
}

export interface Standing {
  readonly word: "running" | "next" | "not tried" | Verdict;
  readonly failure: Failure | null;
}

/** How a task stands: in the run that is under way or was last, else as the learner's progress remembers it. */
export function standingOf({ state, run }: LabView, id: string): Standing {
  const inRun = run?.tasks.find((task) => task.id === id);
  if (inRun?.state === "running" && run?.end === "open") return { word: "running", failure: null };
  if (inRun?.state === "waiting" && run?.end === "open") return { word: "next", failure: null };
  if (inRun?.result) return { word: inRun.result.verdict, failure: inRun.result.failure };
  const last = state.tasks.find((task) => task.id === id)?.last;
  return last ? { word: last.verdict, failure: last.failure } : { word: "not tried", failure: null };
}

/** One sentence that says where the run is, for those who don't see the page change. */
export function inWords({ queue, run, state }: LabView): string {
  const place = queue.waiting.findIndex(({ lab }) => lab === state.lab);
  if (run === null || run.end === "open") {
    const task = run?.tasks.find((each) => each.state === "running");
    if (task && run)
      return `Task ${run.tasks.indexOf(task) + 1} of ${run.tasks.length} runs: ${titleOf(state, task.id)}.`;
    if (run?.preparing) return `Getting ready: ${run.preparing}`;
    if (run) return "The run begins.";
    return place < 0 ? "" : `Place ${place + 1} in the queue.`;
  }
  if (run.end === "cancelled") return "The run was cancelled.";
  if (run.end === "fault") return "The run could not be finished.";
  const results = run.tasks.flatMap(({ result }) => result ?? []);
  const sum = (of: "earned" | "points"): number => results.reduce((total, result) => total + result[of], 0);
  return `The run ended: ${results.filter(({ verdict }) => verdict === "pass").length} of ${results.length} tasks passed, ${sum("earned")} of ${sum("points")} points.`;
}

function titleOf(state: LabState, id: string): string {
  return state.tasks.find((task) => task.id === id)?.title ?? id;
}
