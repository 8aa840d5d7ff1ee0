import { stripVTControlCharacters } from "node:util";
import type { BuildProgress, RunOutcome } from "../../engine/types.ts";
import { clean } from "../../inspect/clean.ts";
import type { BenchEvent } from "../events.ts";

/** Lines of one build that are told: enough to see it going, and a flood costs nobody anything. */
const MAX_LINES = 400;
/** Signs of one line that are told. */
const MAX_SIGNS = 400;

type Tell = (event: BenchEvent) => void;

/** What is told of a container: call `started` when it runs, then `ended`. */
export interface ContainerTeller {
  readonly started: () => void;
  readonly ended: (ran: RunOutcome) => void;
}

/** Tells what one task does, as events; counts its builds and its containers. */
export class TaskTeller {
  readonly #task: string;
  readonly #tell: Tell;
  #builds = 0;
  #containers = 0;

  constructor(task: string, tell: Tell) {
    this.#task = task;
    this.#tell = tell;
    tell({ type: "task-started", task });
  }

  /** For the next build of the task: takes its progress. `from`: what is built. */
  build(from: string): (said: BuildProgress) => void {
    this.#builds += 1;
    const build = { task: this.#task, build: this.#builds, from };
    let lines = 0;
    return (said) => {
      if (said.kind === "step") {
        const { kind, ...step } = said;
        this.#tell({ type: "build-step", ...build, ...step, text: shown(step.text) });
        return;
      }
      lines += 1;
      if (lines <= MAX_LINES) this.#tell({ type: "build-output", ...build, line: shown(said.line) });
      if (lines !== MAX_LINES + 1) return;
      this.#tell({ type: "build-output", ...build, line: "(The output was longer; the rest was dropped.)" });
    };
  }

  /** For the next container of the task. `from`: what its image was built from. */
  container(from: string): ContainerTeller {
    this.#containers += 1;
    const container = { task: this.#task, container: this.#containers, from };
    return {
      started: () => this.#tell({ type: "container-started", ...container }),
      ended: ({ started, exitCode, durationMs }) =>
        this.#tell({ type: "container-ended", ...container, started, exitCode, elapsedMs: durationMs }),
    };
  }
}

/** A line fit to be shown anywhere: no colours, no sign that moves a cursor or turns text around, not too long. */
function shown(text: string): string {
  const plain = stripVTControlCharacters(text)
    .replace(/\\?\s*\n\s*/g, " ")
    .replaceAll("\t", "  ");
  const line = clean(plain);
  return line.length > MAX_SIGNS ? `${line.slice(0, MAX_SIGNS)}…` : line;
}
