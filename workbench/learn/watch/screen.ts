import { cutTo, fitLine } from "./fit.ts";
import { isBusy, taskOf, type Line, type Question, type Tone, type WatchState } from "./state.ts";
import { stateLines } from "./words.ts";

/** How the terminal is. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** How text is shown; plain functions, so that a screen without colours or links is the same code. */
export interface Look {
  readonly paint: (tone: Tone, text: string) => string;
  /** Text that opens an address where the terminal can. */
  readonly link: (text: string, url: string) => string;
}

export const PLAIN_LOOK: Look = { paint: (_, text) => text, link: (text) => text };

const KEYS = [
  ["n", "next"],
  ["h", "hint"],
  ["l", "list"],
  ["c", "check all"],
  ["r", "reset task"],
  ["s", "solution"],
  ["d", "diff"],
  ["q", "quit"],
] as const;

/** Below this many rows every row is needed: no blank ones, and the keys closer together. */
const COMPACT_ROWS = 20;

const QUESTIONS: Readonly<Record<Question, string>> = {
  reset: "Put the starter's files of this task back? Yours are kept in a backup. [y/n]",
  solution: "Open the solution without a pass? Your progress remembers it. [y/n]",
  skip: "This task has not passed. Go on all the same? [y/n]",
};

/**
 * The whole screen: exactly `rows` lines, none wider than `columns`. Head and keys stay; the body between them scrolls.
 * @param nowMs the session's clock, for what is under way
 * Pure.
 */
export function screenOf(state: WatchState, size: Size, nowMs: number, look: Look): string[] {
  const columns = Math.max(20, size.columns);
  const { head, foot } = frame(state, size, look);
  const body = bodyLines(state, nowMs).flatMap((line) => fitLine(line, columns));
  const room = Math.max(1, size.rows - head.length - foot.length);
  const shown = scrolled(body, state.scroll, room).map((line) => look.paint(line.tone ?? "plain", line.text));
  const blank = Array.from({ length: Math.max(0, room - shown.length) }, () => "");
  return [...head, ...shown, ...blank, ...foot].slice(0, Math.max(1, size.rows));
}

/** Rows that a page key moves the body by, and how far it can be moved. Pure. */
export function scrolling(
  state: WatchState,
  size: Size,
  nowMs: number,
): { readonly rows: number; readonly end: number } {
  const columns = Math.max(20, size.columns);
  const { head, foot } = frame(state, size, PLAIN_LOOK);
  // One row of the room says how much there is more.
  const rows = Math.max(1, size.rows - head.length - foot.length - 1);
  const body = bodyLines(state, nowMs).flatMap((line) => fitLine(line, columns));
  return { rows, end: Math.max(0, body.length - rows) };
}

/** What stays in its place above and below the body. */
function frame(
  state: WatchState,
  size: Size,
  look: Look,
): { readonly head: string[]; readonly foot: string[] } {
  const columns = Math.max(20, size.columns);
  const compact = size.rows < COMPACT_ROWS;
  const [head, foot] = [headRows(state, columns, look), footRows(state, columns, compact, look)];
  return compact ? { head: head.filter((row) => row !== ""), foot } : { head, foot: ["", ...foot] };
}

/** The part of the body that is seen; its last row says how much there is beyond it. */
function scrolled(body: readonly Line[], scroll: number, room: number): Line[] {
  if (body.length <= room || room < 2) {
    const top = Math.min(scroll, Math.max(0, body.length - room));
    return body.slice(top, top + room);
  }
  const from = Math.min(scroll, body.length - room + 1);
  const shown = body.slice(from, from + room - 1);
  const below = body.length - from - shown.length;
  const says = below > 0 ? `↓ ${below} more: arrow keys` : `↑ ${from} above: arrow keys`;
  return [...shown, { text: says, tone: "quiet" }];
}

function headRows(state: WatchState, columns: number, look: Look): string[] {
  const { lab, files } = state;
  const { id, title } = taskOf(state);
  const link = (file: (typeof files)[number], columnsLeft: number) =>
    look.link(cutTo(file.shown, columnsLeft), file.url);
  return [
    look.paint("title", cutTo(`${lab.id}  ${lab.title}`, columns)),
    progressBar(state, columns, look),
    "",
    ...fitLine({ text: `${id}: ${title}`, tone: "title", hang: 2 }, columns).map((line) =>
      look.paint("title", line.text),
    ),
    ...files.map((file, index) => `${index === 0 ? "Edit  " : "      "}${link(file, columns - 6)}`),
    "",
  ];
}

/** One sign a task, in order; the one where the learner is stands in brackets. */
function progressBar({ tasks, task }: WatchState, columns: number, look: Look): string {
  const passed = tasks.filter((each) => each.standing === "passed").length;
  const words = `${passed} of ${tasks.length} tasks passed`;
  const bar = tasks
    .map((each) => {
      const sign = { passed: "✓", failed: "✗", open: "·" }[each.standing];
      const tone = { passed: "good", failed: "bad", open: "quiet" } as const;
      const shown = look.paint(tone[each.standing], sign);
      return each.id === task ? `[${shown}]` : ` ${shown} `;
    })
    .join("");
  const width = tasks.length * 3;
  return width + 2 + words.length <= columns ? `${bar}  ${words}` : cutTo(words, columns);
}

function bodyLines(state: WatchState, nowMs: number): Line[] {
  const { panel, notices } = state;
  const lines = stateLines(state, nowMs);
  if (panel && !isBusy(state)) lines.push({ text: "" }, { text: panel.title, tone: "title" }, ...panel.lines);
  for (const notice of notices) lines.push({ text: "" }, { text: notice, tone: "warn" });
  return lines;
}

function footRows(state: WatchState, columns: number, compact: boolean, look: Look): string[] {
  const { question, said } = state;
  const rows = (text: string, tone: Tone) =>
    fitLine({ text, tone }, columns).map((line) => look.paint(tone, line.text));
  if (question) return rows(QUESTIONS[question], "warn");
  const spoken = said === null ? [] : rows(said, "plain");
  if (isBusy(state)) return [...spoken, ...rows("Keys wait until the check is done. Ctrl-C quits.", "quiet")];
  const keys = KEYS.map(([key, does]) => `${key} ${does}`);
  return [...spoken, ...keyRows(keys, compact ? " " : " · ", columns).map((row) => look.paint("quiet", row))];
}

/** As many keys in a row as fit, each whole. */
function keyRows(keys: readonly string[], between: string, columns: number): string[] {
  const rows: string[] = [];
  for (const key of keys) {
    const last = rows.at(-1);
    const longer = last === undefined ? key : last + between + key;
    if (last !== undefined && longer.length <= columns) rows[rows.length - 1] = longer;
    else rows.push(key);
  }
  return rows;
}
