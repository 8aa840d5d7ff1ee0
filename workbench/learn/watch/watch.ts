import type { Learner } from "../learner.ts";
import type { Checker } from "./check.ts";
import { actionOf, type Key } from "./keys.ts";
import { lookFor } from "./look.ts";
import { Session, type SessionOptions, type View } from "./session.ts";
import { onEveryEnd, openScreen, readKeys } from "./terminal.ts";
import { plainView, screenView } from "./views.ts";

export interface WatchOptions {
  readonly learner: Learner;
  readonly checker: Checker;
  /** Lines that are appended, instead of a screen that is redrawn. */
  readonly plain: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only runs forward. */
  readonly nowMs?: () => number;
}

/** Watches the learner's work until they quit or the signal comes. The terminal is given back on every way out. */
export async function watchWork(options: WatchOptions): Promise<void> {
  const { learner, checker, input, signal, nowMs = () => performance.now() } = options;
  const view = openView(options, nowMs);
  let keys: Disposable | null = null;
  try {
    const session = await Session.open({ learner, checker, view, saves: lazySaves, nowMs, signal });
    if (input.isTTY) keys = takeKeys(input, session);
    try {
      await session.untilEnd();
    } finally {
      // The learner has their terminal back while what was running is tidied up.
      keys?.[Symbol.dispose]();
      view[Symbol.dispose]();
      await session.close();
    }
  } finally {
    keys?.[Symbol.dispose]();
    view[Symbol.dispose]();
    await checker[Symbol.asyncDispose]();
  }
}

/** The watcher's library is loaded after the first paint. */
const lazySaves: SessionOptions["saves"] = async (folder, options) => {
  const { watchSaves } = await import("./saves.ts");
  return watchSaves(folder, options);
};

function takeKeys(input: NodeJS.ReadStream, session: Session): Disposable {
  const keys = readKeys(input, (key: Key) => {
    const action = actionOf(key, session.isAsking());
    if (action) session.press(action);
  });
  const ends = onEveryEnd(() => keys[Symbol.dispose]());
  return disposable(() => {
    keys[Symbol.dispose]();
    ends[Symbol.dispose]();
  });
}

function openView({ plain, output, env }: WatchOptions, nowMs: () => number): View & Disposable {
  const look = lookFor(output, env);
  if (plain) {
    const columns = (): number => output.columns || 80;
    const write = (text: string): boolean => output.write(text);
    return { ...plainView(write, columns, look, nowMs), ...disposable(() => undefined) };
  }
  const screen = openScreen(output);
  const ends = onEveryEnd(() => screen[Symbol.dispose]());
  const view = screenView(screen, look, nowMs);
  output.on("resize", view.repaint);
  const close = (): void => {
    output.off("resize", view.repaint);
    view[Symbol.dispose]();
    screen[Symbol.dispose]();
    ends[Symbol.dispose]();
  };
  return { ...view, ...disposable(close) };
}

function disposable(dispose: () => void): Disposable {
  return { [Symbol.dispose]: dispose };
}
