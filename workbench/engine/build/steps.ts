import type { BuildFailure, BuildFailureKind, BuildProgress, BuildSuccess, StepProgress } from "./types.ts";
import type { BuildEvent } from "./events.ts";
import { Lines } from "./lines.ts";

type Place = Pick<StepProgress, "stage" | "step" | "of" | "text">;

interface Step extends Place {
  readonly since: number;
  readonly lines: Lines;
  state: StepProgress["state"];
}

/** How a build ended. */
type BuildEnd = Pick<BuildSuccess, "ok"> | Pick<BuildFailure, "ok" | "kind">;

/** Builds that ended for another reason than the step that was under way. */
const NOT_THE_STEP: ReadonlySet<BuildFailureKind> = new Set(["limit", "cancelled", "engine"]);

/** What the classic builder says of its own doings amid a step's output. */
const BOOKKEEPING = /^ ---> |^Removing intermediate container /;

/** Tells which steps of a Dockerfile begin and end, and what its RUNs print, from what either builder says. */
export class StepWatch {
  readonly #steps = new Map<string, Step>();
  readonly #tell: (progress: BuildProgress) => void;
  readonly #added: number;
  readonly #now: () => number;

  /** `added`: steps at the end that are not of the Dockerfile and are not told. `now`: milliseconds. */
  constructor(
    tell: (progress: BuildProgress) => void,
    { added = 0, now = () => performance.now() }: { readonly added?: number; readonly now?: () => number } = {},
  ) {
    this.#tell = tell;
    this.#added = added;
    this.#now = now;
  }

  /** Takes one thing that the builder said. */
  hear(event: BuildEvent): void {
    if (event.type === "step") this.#step(event.id, event.name, event.ended, event.cached);
    if (event.type === "output") this.#output(event.id, event.text);
    if (event.type !== "stepError") return;
    // When one step fails, BuildKit cancels those beside it, and these complain too.
    const stopped = event.message.endsWith("context canceled");
    this.#end(this.#known(event.id, event.name), stopped ? "stopped" : "failed");
  }

  #step(id: string, name: string, ended: boolean, cached: boolean): void {
    const isNew = !this.#steps.has(id);
    // The classic builder does not say that a step has ended: it begins the next one.
    if (isNew && name.startsWith("Step ")) this.#endRunning("done");
    const step = this.#known(id, name);
    if (!step) return;
    if (ended) this.#end(step, cached ? "cached" : "done");
    else if (isNew) this.#say(step);
  }

  #known(id: string, name: string): Step | undefined {
    const known = this.#steps.get(id);
    const place = known ? null : placeOf(name);
    if (place === null) return known;
    const lines = new Lines((line) => this.#tell({ kind: "output", line }));
    const step: Step = { ...place, since: this.#now(), lines, state: "running" };
    this.#steps.set(id, step);
    return step;
  }

  #output(id: string, text: string): void {
    const step = this.#steps.get(id);
    if (text === " ---> Using cache\n") this.#end(step, "cached");
    else if (step && /^RUN\b/i.test(step.text) && !BOOKKEEPING.test(text)) step.lines.add(text);
  }

  #end(step: Step | undefined, state: StepProgress["state"]): void {
    if (step?.state !== "running") return;
    step.lines.end();
    step.state = state;
    this.#say(step);
  }

  #endRunning(state: StepProgress["state"]): void {
    for (const step of this.#steps.values()) this.#end(step, state);
  }

  #say({ stage, step, of, text, state, since }: Step): void {
    const last = of - this.#added;
    if (step > last) return;
    const elapsedMs = Math.round(this.#now() - since);
    this.#tell({ kind: "step", stage, step, of: last, text, state, elapsedMs });
  }

  /** The build has ended so: whatever still runs has ended with it. */
  end(outcome: BuildEnd): void {
    if (outcome.ok) {
      this.#endRunning("done");
      return;
    }
    const found = [...this.#steps.values()].some((step) => step.state === "failed");
    // The classic builder does not name the step that failed: it is the one under way.
    this.#endRunning(found || NOT_THE_STEP.has(outcome.kind) ? "stopped" : "failed");
  }
}

/** Where `Step 3/4 : RUN x` (classic) or `[build 2/3] RUN x` (BuildKit) stands; null for what is no step of a Dockerfile. Pure. */
export function placeOf(name: string): Place | null {
  const found =
    /^Step (?<step>\d+)\/(?<of>\d+) : (?<text>[\s\S]*)$/.exec(name) ??
    /^\[(?:(?<stage>[^\]]*?) )?(?<step>\d+)\/(?<of>\d+)\] (?<text>[\s\S]*)$/.exec(name);
  const { stage, step, of, text } = found?.groups ?? {};
  if (step === undefined || of === undefined || text === undefined) return null;
  // With several platforms the stage's name stands behind one.
  return { stage: stage?.split(" ").at(-1) ?? null, step: Number(step), of: Number(of), text: text.trim() };
}
