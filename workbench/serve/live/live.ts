import { randomBytes } from "node:crypto";
import type { LabEvent } from "../../lab/events.ts";
import { listLabs, loadLab } from "../../lab/load.ts";
import type { Lab } from "../../lab/load.ts";
import type { Task } from "../../lab/manifest.ts";
import type { LabResult } from "../../lab/results.ts";
import { nextHint, type Hint } from "../../learn/hints/next.ts";
import { labFolder } from "../../learn/learner.ts";
import type { Learner } from "../../learn/learner.ts";
import { notePlace, noteResult } from "../../learn/progress/notes.ts";
import { beginLab } from "../../learn/start.ts";
import { Refused } from "../api/refuse.ts";
import type { Asked, QueueState } from "../contract.ts";
import type { LabState, Message } from "../messages.ts";
import { openInEditor } from "./editor.ts";
import { asRefusal } from "./fault.ts";
import { Log } from "./log.ts";
import { RunQueue } from "./queue.ts";
import { RunRecords } from "./records.ts";
import { labState } from "./state.ts";

/** Messages that a page which was away for a while can still catch up with. */
const KEPT_MESSAGES = 5000;
const MOST_WAITING = 10;
/** A page in the background does not listen, so this is a lot. */
const MOST_LISTENERS = 64;

export interface LiveOptions {
  readonly learner: Learner;
  /** Checks the learner's copy. Ends soon after the signal, with nothing left in the engine. */
  readonly run: (
    lab: Lab,
    task: string | undefined,
    on: { readonly signal: AbortSignal; readonly event: (event: LabEvent) => void },
  ) => Promise<void>;
}

/** Everything that lab pages can ask for; what happens is told in a log that each page reads at its own pace. */
export class Live {
  /** Name of this start: numbers of messages begin anew with each. */
  readonly epoch = randomBytes(6).toString("hex");
  readonly log = new Log<Message>(KEPT_MESSAGES);
  readonly #options: LiveOptions;
  readonly #labs = new Map<string, Promise<Lab>>();
  readonly #records = new RunRecords();
  readonly #queue: RunQueue;
  #statesTold = 0;
  #listeners = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#queue = new RunQueue({
      mostWaiting: MOST_WAITING,
      onChange: (queue) => this.log.add({ type: "queue", queue }),
      run: (asked, signal) => this.#run(asked, signal),
    });
  }

  get queue(): QueueState {
    return this.#queue.state;
  }

  /** Ids of all labs. */
  labs(): Promise<string[]> {
    return listLabs(this.#options.learner.labsDir);
  }

  async state(id: string): Promise<LabState> {
    return this.#stateOf(await this.#lab(id));
  }

  /** Everything about one lab, and the number of the log's message that it reaches to. */
  async snapshot(id: string): Promise<{ readonly number: number; readonly message: Message }> {
    let told: number;
    let state: LabState;
    // Reading takes a moment; a state that was told meanwhile may be newer than what was read.
    do {
      told = this.#statesTold;
      state = await this.state(id);
    } while (told !== this.#statesTold);
    const message: Message = { type: "snapshot", state, queue: this.queue, last: this.#records.of(id) };
    return { number: this.log.last, message };
  }

  /** Lays out the learner's copy. False when there is one: nothing is touched then. */
  async start(id: string): Promise<boolean> {
    const lab = await this.#lab(id);
    const { made } = await beginLab(this.#options.learner, lab);
    await this.#tell(lab);
    return made;
  }

  /** Puts a run in the queue. */
  async ask(id: string, task: string | undefined): Promise<Asked> {
    const lab = await this.#lab(id);
    if (task !== undefined) {
      taskOf(lab, task);
      const { progress, now } = this.#options.learner;
      await progress.update((before) => notePlace(before, id, task, now()));
    }
    const asked = this.#queue.ask(id, task ?? null);
    if (asked) return asked;
    throw new Refused(
      429,
      "The run was not taken.",
      `${MOST_WAITING} runs are waiting already, or the server is about to end.`,
      "Cancel one, or wait until one has ended.",
    );
  }

  /** Calls a run off. */
  cancel(run: string): void {
    if (this.#queue.cancel(run)) return;
    throw new Refused(
      404,
      "There is no such run, or no longer.",
      "It has ended, or was called off before.",
      "Nothing is left to do.",
    );
  }

  /** Opens a task's next hint: what the last check leads to, then the author's, one after the other. */
  async hint(id: string, task: string): Promise<Hint> {
    const lab = await this.#lab(id);
    const hint = await nextHint(this.#options.learner, { lab, task: taskOf(lab, task) });
    await this.#tell(lab);
    return hint;
  }

  /** Opens a file of the learner's copy in their editor. */
  async open(id: string, file: string): Promise<void> {
    const { manifest } = await this.#lab(id);
    await openInEditor(manifest, labFolder(this.#options.learner, id), file);
  }

  /** Counts one more page that listens, until it is disposed. @throws Refused when there are too many */
  listener(): Disposable {
    if (this.#listeners >= MOST_LISTENERS) {
      throw new Refused(
        429,
        `${MOST_LISTENERS} pages listen already.`,
        "Each of them holds a connection.",
        "Close some of the tabs.",
      );
    }
    this.#listeners += 1;
    return { [Symbol.dispose]: () => void (this.#listeners -= 1) };
  }

  /** Calls off all runs; resolves when nothing of them is left. */
  close(): Promise<void> {
    return this.#queue.close();
  }

  async #run(asked: Asked, signal: AbortSignal): Promise<void> {
    this.#records.begin(asked);
    this.log.add({ type: "begun", asked });
    const { lab: id, run } = asked;
    try {
      const lab = await this.#lab(id);
      let result: LabResult | null = null;
      await this.#options.run(lab, asked.task ?? undefined, {
        signal,
        event: (event) => {
          if (event.type === "run-ended") result = event.result;
          this.#records.add(asked, event);
          this.log.add({ type: "event", lab: id, run, event });
        },
      });
      await this.#note(lab, result);
    } catch (error) {
      const fault = asRefusal(error, signal.aborted).refusal;
      this.#records.fail(asked, fault);
      this.log.add({ type: "fault", lab: id, run, fault });
    }
  }

  async #note(lab: Lab, result: LabResult | null): Promise<void> {
    const { progress, now } = this.#options.learner;
    if (result) await progress.update((before) => noteResult(before, lab.manifest, result, now()));
    await this.#tell(lab);
  }

  async #lab(id: string): Promise<Lab> {
    const known = await this.labs();
    if (known.includes(id)) return this.#loaded(id);
    throw new Refused(
      404,
      `There is no lab "${id}".`,
      "Only labs of the course are run.",
      `The labs are: ${known.join(", ")}.`,
    );
  }

  /** Read once: the pages, too, are made of the labs as they were at the start. */
  #loaded(id: string): Promise<Lab> {
    const loading = this.#labs.get(id) ?? loadLab(this.#options.learner.labsDir, id);
    this.#labs.set(id, loading);
    return loading;
  }

  async #stateOf(lab: Lab): Promise<LabState> {
    const { learner } = this.#options;
    return labState(lab, labFolder(learner, lab.manifest.id), await learner.progress.read());
  }

  async #tell(lab: Lab): Promise<LabState> {
    const state = await this.#stateOf(lab);
    this.#statesTold += 1;
    this.log.add({ type: "state", state });
    return state;
  }
}

function taskOf({ manifest }: Lab, task: string): Task {
  const found = manifest.tasks.find(({ id }) => id === task);
  if (found) return found;
  throw new Refused(
    404,
    `Lab ${manifest.id} has no task "${task}".`,
    "Only tasks of the lab are tried.",
    `Its tasks are: ${manifest.tasks.map(({ id }) => id).join(", ")}.`,
  );
}
