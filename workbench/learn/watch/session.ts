import path from "node:path";
import type { LabResult } from "../../lab/results.ts";
import { labFolder, type Learner } from "../learner.ts";
import { go, moveOn, placeOf, type Place } from "../place.ts";
import { noteResult } from "../progress/notes.ts";
import { beginLab } from "../start.ts";
import type { Change } from "./act.ts";
import type { Checker } from "./check.ts";
import { Checks } from "./checks.ts";
import { beginCheck, follow } from "./follow.ts";
import { isScroll, type Action, type Scroll } from "./keys.ts";
import { belongsTo, isUnchecked, stateOf } from "./open.ts";
import type { SavesOptions } from "./saves.ts";
import { isBusy, type Question, type WatchState } from "./state.ts";
import { troublePanel } from "./words.ts";

/** Shows the session's state, in whatever way. */
export interface View {
  show(state: WatchState): void;
  /** Rows that a page key moves by, and how far the state can be scrolled. */
  page(state: WatchState): { readonly rows: number; readonly end: number };
}

export interface SessionOptions {
  readonly learner: Learner;
  readonly checker: Checker;
  readonly view: View;
  /** Watches a folder; told the file that was saved. */
  readonly saves: (folder: string, options: SavesOptions) => Promise<AsyncDisposable>;
  /** Milliseconds of a clock that only runs forward. */
  readonly nowMs: () => number;
  /** Ends the session. */
  readonly signal: AbortSignal;
}

const MISSED =
  "Your saves don't arrive as events here (network mounts and WSL do that). Groundwork looks at the files every second instead.";

/** A learner at their labs, from the first paint to the last: checks on every save, and does what the keys ask for. */
export class Session {
  readonly #options: SessionOptions;
  readonly #ended = Promise.withResolvers<undefined>();
  #place: Place;
  #state: WatchState;
  #watched: { readonly folder: string; readonly stop: AsyncDisposable } | null = null;
  readonly #checks: Checks;
  #acting: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(options: SessionOptions, place: Place, state: WatchState) {
    this.#options = options;
    this.#place = place;
    this.#state = state;
    this.#checks = new Checks({
      run: (only, signal) => this.#check(only, signal),
      onQueued: () => this.#set({ phase: { kind: "queued" }, question: null }),
      onStopping: () => this.#set({ phase: { kind: "stopping" } }),
    });
  }

  /** Opens the session where the learner was, and paints it once. */
  static async open(options: SessionOptions): Promise<Session> {
    const { learner, view } = options;
    const progress = await learner.progress.read();
    const place = await placeOf(learner, progress);
    const session = new Session(options, place, stateOf(learner, place, progress));
    view.show(session.#state);
    return session;
  }

  /** Watches and checks until the learner quits or the signal comes. */
  async untilEnd(): Promise<void> {
    const { signal } = this.#options;
    const end = (): void => this.#ended.resolve(undefined);
    signal.addEventListener("abort", end);
    try {
      if (signal.aborted) return;
      // A key may end the session while it still arrives.
      await Promise.race([this.#arrive().then(() => this.#ended.promise), this.#ended.promise]);
    } finally {
      signal.removeEventListener("abort", end);
    }
  }

  /** Ends what is under way; nothing of a check is left running then. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#checks.close();
    await this.#acting;
    await this.#watched?.stop[Symbol.asyncDispose]();
  }

  /** True while a question waits for its answer. */
  isAsking(): boolean {
    return this.#state.question !== null;
  }

  /** Does what a key asks for; while a check is under way, or another key is at work, only what never waits. */
  press(action: Action): void {
    if (action === "quit" || action === "interrupt") this.#ended.resolve(undefined);
    else if (isScroll(action)) this.#scroll(action);
    else if (!isBusy(this.#state)) this.#acting = this.#acting.then(() => this.#act(action));
  }

  async #act(action: Exclude<Action, Scroll | "quit" | "interrupt">): Promise<void> {
    // The key before this one may have begun a check.
    if (isBusy(this.#state)) return;
    try {
      await this.#do(action);
    } catch (error) {
      this.#set({ panel: troublePanel(error), question: null });
    }
  }

  async #do(action: Exclude<Action, Scroll | "quit" | "interrupt">): Promise<void> {
    const { learner } = this.#options;
    // Loaded with the first key, not before the first paint.
    const { showDiff, showHint, showList, showSolution } = await import("./act.ts");
    switch (action) {
      case "hint":
        this.#open(await showHint(learner, this.#place));
        break;
      case "list":
        this.#open(await showList(learner, this.#place));
        break;
      case "diff":
        this.#open(await showDiff(learner, this.#place, this.#state.panel));
        break;
      case "solution":
        this.#open(await showSolution(learner, this.#place, false));
        break;
      case "check":
        this.#checks.begin(this.#place.task.id);
        break;
      case "check-all":
        this.#checks.begin(null);
        break;
      case "next":
        await this.#next(false);
        break;
      case "reset":
        this.#set({ question: "reset", said: null });
        break;
      case "yes":
        await this.#agreed(this.#state.question);
        break;
      case "no":
        this.#set({ question: null });
        break;
      case "back":
        this.#set({ panel: null, said: null, scroll: 0 });
        break;
    }
  }

  #open(change: Change): void {
    this.#set({ scroll: 0, ...change });
  }

  async #agreed(question: Question | null): Promise<void> {
    const { showSolution } = await import("./act.ts");
    if (question === "solution") this.#open(await showSolution(this.#options.learner, this.#place, true));
    if (question === "reset") await this.#reset();
    if (question === "skip") await this.#next(true);
  }

  async #next(skip: boolean): Promise<void> {
    const moved = await moveOn(this.#options.learner, { skip });
    if (moved.kind === "not-yet") this.#set({ question: "skip", said: null });
    else if (moved.kind === "finished")
      this.#set({ question: null, said: "Every task of every lab has passed. Well done." });
    else {
      this.#place = moved.place;
      await this.#arrive();
    }
  }

  async #reset(): Promise<void> {
    const { learner } = this.#options;
    const { doReset } = await import("./act.ts");
    const { notice } = await doReset(learner, this.#place, (folder) => path.relative(process.cwd(), folder));
    const state = stateOf(learner, this.#place, await learner.progress.read());
    this.#set({ ...state, notices: [...this.#standing(), notice] });
  }

  /** At a place: its lab is begun, shown and watched, and checked unless it was checked as it is. */
  async #arrive(): Promise<void> {
    const { learner } = this.#options;
    await beginLab(learner, this.#place.lab);
    await go(learner, this.#place);
    const progress = await learner.progress.read();
    const { lab, task } = this.#state;
    // At the place that is shown already, what the first keys have opened stays.
    if (lab.id !== this.#place.lab.manifest.id || task !== this.#place.task.id)
      this.#set({ ...stateOf(learner, this.#place, progress), notices: this.#standing() });
    await this.#watch(labFolder(learner, this.#place.lab.manifest.id));
    if (await isUnchecked(learner, this.#place, progress)) this.#checks.begin(this.#place.task.id);
  }

  /** What is remarked at every task. */
  #standing(): string[] {
    return this.#state.notices.filter((notice) => notice === MISSED);
  }

  async #watch(folder: string): Promise<void> {
    if (this.#watched?.folder === folder) return;
    await this.#watched?.stop[Symbol.asyncDispose]();
    const stop = await this.#options.saves(folder, {
      // A save never changes where the learner is.
      onSave: (file) => belongsTo(this.#place, file) && this.#checks.saved(this.#place.task.id),
      onMissed: () => this.#set({ notices: [...new Set([...this.#state.notices, MISSED])] }),
    });
    if (this.#closed) return stop[Symbol.asyncDispose]();
    this.#watched = { folder, stop };
  }

  async #check(only: string | null, signal: AbortSignal): Promise<void> {
    const { checker, nowMs } = this.#options;
    const place = this.#place;
    const sinceMs = nowMs();
    this.#set(beginCheck(this.#state, only, sinceMs));
    try {
      const result = await checker.check({
        place,
        only,
        signal,
        onEvent: (event) => this.#set(follow(this.#state, event, nowMs())),
        onProgress: (line) => this.#doing(line),
      });
      if (result && !signal.aborted) await this.#remember(place, result, only, nowMs() - sinceMs);
    } catch (error) {
      if (!signal.aborted) this.#set({ panel: troublePanel(error) });
    } finally {
      if (this.#state.phase.kind === "running") this.#set({ phase: { kind: "idle" } });
    }
  }

  async #remember(place: Place, result: LabResult, only: string | null, durationMs: number): Promise<void> {
    const { learner } = this.#options;
    const { manifest } = place.lab;
    const progress = await learner.progress.update((before) =>
      noteResult(before, manifest, result, learner.now()),
    );
    const { tasks } = stateOf(learner, place, progress);
    const mine = result.tasks.find((task) => task.id === place.task.id);
    const end = mine && { verdict: mine.verdict, failure: mine.failure, durationMs };
    const failed = result.tasks.filter((task) => task.verdict !== "pass").map((task) => task.id);
    const all = failed.length === 0 ? "Every task passes." : `Not passed: ${failed.join(", ")}.`;
    this.#set({
      tasks,
      end: end ?? this.#state.end,
      phase: { kind: "idle" },
      said: only === null ? all : null,
    });
  }

  #doing(line: string): void {
    const { phase } = this.#state;
    if (phase.kind === "running") this.#set({ phase: { ...phase, doing: line } });
  }

  #scroll(action: Scroll): void {
    const { rows, end } = this.#options.view.page(this.#state);
    const by = action === "up" ? -1 : action === "down" ? 1 : action === "page-up" ? -rows : rows;
    this.#set({ scroll: Math.max(0, Math.min(end, this.#state.scroll + by)) });
  }

  #set(change: Partial<WatchState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.view.show(this.#state);
  }
}
