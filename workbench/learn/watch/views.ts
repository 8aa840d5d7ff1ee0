import { fitLine } from "./fit.ts";
import { newLines, openingLines } from "./plain.ts";
import { screenOf, scrolling, type Look } from "./screen.ts";
import type { View } from "./session.ts";
import { isBusy, type Line, type WatchState } from "./state.ts";
import type { Screen } from "./terminal.ts";

/** Milliseconds between two paints while something is under way: its clock has one decimal. */
const TICK_MS = 200;
/** A build that prints fast is painted this often and no more. */
const LEAST_MS = 30;

/** Paints each state over the one before. */
export function screenView(
  screen: Screen,
  look: Look,
  nowMs: () => number,
): View & Disposable & { readonly repaint: () => void } {
  let state: WatchState | null = null;
  let soon: NodeJS.Timeout | undefined;
  let painted = 0;
  const paint = (): void => {
    clearTimeout(soon);
    soon = undefined;
    painted = Date.now();
    if (state) screen.draw(screenOf(state, screen.size(), nowMs(), look));
  };
  const tick = setInterval(() => state && isBusy(state) && paint(), TICK_MS);
  return {
    show(next) {
      state = next;
      const wait = painted + LEAST_MS - Date.now();
      if (wait <= 0) paint();
      else soon ??= setTimeout(paint, wait);
    },
    page: (shown) => scrolling(shown, screen.size(), nowMs()),
    repaint: paint,
    [Symbol.dispose]() {
      clearInterval(tick);
      clearTimeout(soon);
    },
  };
}

/** Appends what is new in each state, and redraws nothing: for screen readers, files and pipes. */
export function plainView(
  write: (text: string) => void,
  columns: () => number,
  look: Look,
  nowMs: () => number,
): View {
  let before: WatchState | null = null;
  const print = (lines: readonly Line[]): void => {
    for (const line of lines)
      for (const row of fitLine(line, columns())) write(`${look.paint(row.tone ?? "plain", row.text)}\n`);
  };
  return {
    show(state) {
      print(before ? newLines(before, state, nowMs()) : openingLines(state));
      before = state;
    },
    page: () => ({ rows: 0, end: 0 }),
  };
}
