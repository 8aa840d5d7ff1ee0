import type { LabEvent } from "../../lab/events.ts";
import { plainLine } from "../plain.ts";

const LINES = 40;
const SIGNS = 400;

/** The last lines that a hand-in's own builds printed; what the test builds for itself is not the student's to see. */
export class BuildTail {
  readonly #lines: string[] = [];

  take(event: LabEvent): void {
    if (event.type === "build-output" && event.from !== "the scene") this.#add(event.line);
    if (event.type === "build-step" && event.from !== "the scene" && event.state === "failed")
      this.#add(`failed: ${event.text}`);
  }

  #add(line: string): void {
    this.#lines.push(plainLine(line).slice(0, SIGNS));
    if (this.#lines.length > LINES) this.#lines.shift();
  }

  get lines(): string[] {
    return [...this.#lines];
  }
}
