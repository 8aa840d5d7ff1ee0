import { EVENT_FORMAT, type BenchEvent, type LabEvent } from "../events.ts";
import type { Lab } from "../load.ts";
import type { Task } from "../manifest.ts";
import type { LabResult, TaskResult } from "../results.ts";

type Bare<Event> = Event extends LabEvent ? Omit<Event, "runId" | "atMs"> : never;

/** Tells what one run does, each event with the run's id and the time since its start. */
export class RunTeller {
  readonly startedAt = new Date();
  readonly #runId: string;
  readonly #take: (event: LabEvent) => void;
  readonly #start = performance.now();

  constructor(runId: string, take: (event: LabEvent) => void = () => undefined) {
    this.#runId = runId;
    this.#take = take;
  }

  #tell(event: Bare<LabEvent>): void {
    this.#take({ ...event, runId: this.#runId, atMs: Math.round(performance.now() - this.#start) });
  }

  started(lab: Lab, target: string, tried: readonly Task[]): void {
    const tasks = tried.map(({ id, title, points }) => ({ id, title, points }));
    const startedAt = this.startedAt.toISOString();
    this.#tell({
      type: "run-started",
      format: EVENT_FORMAT,
      lab: lab.manifest.id,
      target,
      startedAt,
      tasks,
    });
  }

  preparing(line: string): void {
    this.#tell({ type: "preparing", line });
  }

  bench(event: BenchEvent): void {
    this.#tell(event);
  }

  taskEnded(result: TaskResult): void {
    this.#tell({ type: "task-ended", result });
  }

  ended(result: LabResult): void {
    this.#tell({ type: "run-ended", result });
  }

  cancelled(): void {
    this.#tell({ type: "run-cancelled" });
  }
}
