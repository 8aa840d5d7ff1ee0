import type { BuildEvent } from "./events.ts";
import { BoundedText } from "./text.ts";

/** Steps whose own output is kept: the one that failed is among the last, and a thousand others would cost memory. */
const KEPT_STEPS = 16;

/** The classic builder names the image of a finished step on a line of its own: ` ---> 1304f77b718d`. */
const MADE = /^ ---> ([0-9a-f]{12,64})\n$/;

/** What was heard of one build: the log as a person reads it, and what the failing step printed. */
export class Transcript {
  readonly #log: BoundedText;
  readonly #outputs = new Map<string, BoundedText>();
  readonly #seen = new Set<string>();
  readonly #names = new Map<string, string>();
  /** Image by classic step; null for one that was there before. */
  readonly #made = new Map<string, string | null>();
  readonly #limit: number;
  readonly #onLine: ((line: string) => void) | undefined;
  #lastStep = "";
  #failedStep = "";
  #complaint = "";
  imageId: string | null = null;
  error: { message: string; exitCode: number | null } | null = null;

  constructor(limit: number, onLine?: (line: string) => void) {
    this.#limit = limit;
    this.#log = new BoundedText(limit);
    this.#onLine = onLine;
  }

  hear(event: BuildEvent): void {
    switch (event.type) {
      case "step":
        this.#step(event.id, event.name, event.cached);
        break;
      case "output":
        this.#output(event.id, event.text);
        break;
      case "stepError":
        this.#step(event.id, event.name, false);
        // When one step fails, BuildKit cancels those beside it, and these complain too.
        if (!event.message.endsWith("context canceled")) this.#failedStep ||= event.id;
        this.#complaint = event.message;
        this.#write(`ERROR: ${event.message}\n`);
        break;
      case "error":
        this.error = { message: event.message, exitCode: event.exitCode };
        // BuildKit says it twice: of the step, then of the build.
        if (this.#complaint === "" || !event.message.endsWith(this.#complaint)) this.#write(`${event.message}\n`);
        break;
      case "image":
        this.imageId = event.id;
    }
  }

  #step(id: string, name: string, cached: boolean): void {
    this.#names.set(id, name);
    // BuildKit repeats a step at start and end; its own housekeeping is no step of the Dockerfile.
    if (name.startsWith("[internal]") || name.startsWith("copy /context") || this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#lastStep = id;
    this.#write(`${name}${cached ? " (cached)" : ""}\n`);
  }

  #output(id: string, text: string): void {
    let own = this.#outputs.get(id);
    if (!own) this.#outputs.set(id, (own = new BoundedText(this.#limit)));
    const [oldest] = this.#outputs.keys();
    if (this.#outputs.size > KEPT_STEPS && oldest !== undefined) this.#outputs.delete(oldest);
    own.add(text);
    this.#noteImage(id, text);
    this.#write(text);
  }

  #noteImage(id: string, text: string): void {
    const image = MADE.exec(text)?.[1];
    const wasThere = text === " ---> Using cache\n" || / : FROM /i.test(this.#names.get(id) ?? "");
    if (wasThere) this.#made.set(id, null);
    else if (image !== undefined && this.#made.get(id) !== null) this.#made.set(id, image);
  }

  #write(text: string): void {
    this.#log.add(text);
    if (!this.#onLine) return;
    for (const line of text.split("\n")) if (line.trim()) this.#onLine(line.trimEnd());
  }

  get log(): string {
    return this.#log.toString();
  }

  get truncated(): boolean {
    return this.#log.truncated;
  }

  /**
   * Short ids of the images that the steps of a classic build made, first to last. Not those of the cache or of a FROM,
   * and not of the last step, which may have printed anything before it failed.
   */
  get madeImages(): string[] {
    const finished = [...this.#made].filter(([id]) => id !== this.#lastStep);
    return finished.flatMap(([, image]) => image ?? []);
  }

  /** Name of the step that failed, or of the last one that began. */
  get failedStep(): string {
    return this.#names.get(this.#failedStep || this.#lastStep) ?? "";
  }

  /** What the failing step printed itself, without the classic builder's own bookkeeping lines. */
  get failedOutput(): string {
    const text = this.#outputs.get(this.#failedStep || this.#lastStep)?.toString() ?? "";
    return text
      .split("\n")
      .filter((line) => !/^ ---> |^Removing intermediate container /.test(line))
      .join("\n")
      .trim();
  }
}
