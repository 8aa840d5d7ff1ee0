/** What a key asks for. */
export type Action =
  | "next"
  | "hint"
  | "list"
  | "check"
  | "check-all"
  | "reset"
  | "solution"
  | "diff"
  | "quit"
  | "interrupt"
  | "yes"
  | "no"
  | "back"
  | Scroll;

/** What a key moves the shown text by. */
export type Scroll = "up" | "down" | "page-up" | "page-down";

/** A key as node's readline names it. */
export interface Key {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
}

const KEYS: Readonly<Record<string, Action>> = {
  n: "next",
  h: "hint",
  l: "list",
  c: "check-all",
  r: "reset",
  s: "solution",
  d: "diff",
  q: "quit",
  return: "check",
  enter: "check",
  up: "up",
  k: "up",
  down: "down",
  j: "down",
  pageup: "page-up",
  pagedown: "page-down",
  space: "page-down",
  escape: "back",
};

/** The action of a key; null when it has none. While a question waits, only its answers count, and the ways out. Pure. */
export function actionOf({ name, ctrl }: Key, asked: boolean): Action | null {
  if (ctrl) return name === "c" || name === "d" ? "interrupt" : null;
  if (name === undefined) return null;
  if (asked) return name === "y" ? "yes" : ["n", "escape", "return", "q"].includes(name) ? "no" : null;
  return Object.hasOwn(KEYS, name) ? (KEYS[name] ?? null) : null;
}

/** True for a key that moves what is shown: it is heard while a check is under way, too. Pure. */
export function isScroll(action: Action): action is Scroll {
  return action === "up" || action === "down" || action === "page-up" || action === "page-down";
}
