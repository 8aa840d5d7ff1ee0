/** What the kernel makes of a script's first line. */
export interface Interpreter {
  /** The program to start; a CR at the line's end belongs to it, where no argument follows. */
  readonly path: string;
  /** All the rest of the line, as one argument; null where there is none. */
  readonly argument: string | null;
}

/** `#!` and what is left of the 256 bytes that the kernel looks at (BINPRM_BUF_SIZE). */
const LINE_ROOM = 254;

/**
 * Reads what stands after `#!` as Linux does (fs/binfmt_script.c): blanks around it do not count, the first word is the
 * program, the rest is one argument. Null where it names no program, or is cut off inside its name: the kernel then says
 * `exec format error`.
 */
export function interpreterOf(line: string): Interpreter | null {
  const seen = line.slice(0, LINE_ROOM);
  const cutOff = line.length >= LINE_ROOM;
  const text = (cutOff ? seen : seen.replace(/[ \t]+$/, "")).replace(/^[ \t]+/, "");
  // A NUL ends a name as a blank does.
  const end = text.search(/[ \t\0]/);
  if (end < 0) return text === "" || cutOff ? null : { path: text, argument: null };
  const path = text.slice(0, end);
  if (path === "") return null;
  const rest = (
    text
      .slice(end)
      .replace(/^[ \t]+/, "")
      .split("\0", 1)[0] ?? ""
  ).replace(/[ \t]+$/, "");
  return { path, argument: rest === "" ? null : rest };
}
