import { emitKeypressEvents } from "node:readline";
import type { Key } from "./keys.ts";
import type { Size } from "./screen.ts";

const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
/** A terminal that knows these shows what is between them at once; others ignore them. */
const BEGIN = "\x1b[?2026h";
const END = "\x1b[?2026l";

/** Keys from a terminal, one at a time, without Enter and without an echo. Disposed, the terminal is as it was. */
export function readKeys(input: NodeJS.ReadStream, onKey: (key: Key) => void): Disposable {
  const heard = (_text: string | undefined, key: Key): void => onKey(key);
  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on("keypress", heard);
  input.resume();
  let open = true;
  return {
    [Symbol.dispose]() {
      if (!open) return;
      open = false;
      input.off("keypress", heard);
      input.setRawMode(false);
      input.pause();
    },
  };
}

/** The terminal's other screen: the learner's own lines come back when it is left. */
export interface Screen extends Disposable {
  size(): Size;
  /** Shows these rows from the top, in place of what was there. */
  draw(rows: readonly string[]): void;
}

/** Takes the terminal's other screen. It is given back when this is disposed, and whenever the process ends. */
export function openScreen(output: NodeJS.WriteStream): Screen {
  let open = true;
  let last = "";
  output.write(ENTER);
  const leave = (): void => {
    if (!open) return;
    open = false;
    output.write(LEAVE);
  };
  return {
    size: () => ({ columns: output.columns || 80, rows: output.rows || 24 }),
    draw(rows) {
      const text = rows.map((row) => `${row}\x1b[K`).join("\r\n");
      if (!open || text === last) return;
      last = text;
      output.write(`${BEGIN}\x1b[H${text}\x1b[J${END}`);
    },
    [Symbol.dispose]: leave,
  };
}

/** Gives a terminal back on every way out: an exit, a signal, an error that nobody caught. Disposed, it is no longer needed. */
export function onEveryEnd(giveBack: () => void): Disposable {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  // Before the listeners that print something: it must not be lost with the other screen.
  process.prependListener("uncaughtExceptionMonitor", giveBack);
  for (const name of signals) process.prependListener(name, giveBack);
  process.on("exit", giveBack);
  return {
    [Symbol.dispose]() {
      process.off("uncaughtExceptionMonitor", giveBack);
      for (const name of signals) process.off(name, giveBack);
      process.off("exit", giveBack);
    },
  };
}
