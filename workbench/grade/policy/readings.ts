/** One instruction as a builder reads it: lines joined, comments gone. */
export interface LogicalLine {
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly text: string;
}

/** Where builders of different ages read a Dockerfile differently. */
export interface ReadingRules {
  /** Lines after `RUN <<NAME` are text, no instructions (BuildKit's frontend since 1.4). */
  readonly heredocs: boolean;
  /** A comment between continued lines may be indented; before, such a line was a part of the instruction. */
  readonly indentedComments: boolean;
  /** Two escape signs at a line's end are no continuation. */
  readonly doubledEscapeEnds: boolean;
}

/** Builders of today, and that of Docker 20.10. A hand-in must be within the rules for both. */
export const READINGS: readonly ReadingRules[] = [
  { heredocs: true, indentedComments: true, doubledEscapeEnds: true },
  { heredocs: false, indentedComments: false, doubledEscapeEnds: false },
];

/**
 * The instructions of a Dockerfile, one a line, as BuildKit's parser (frontend/dockerfile/parser) joins them. Every kind of
 * white space within becomes a blank: a tab or a lone carriage return parts words there as well. Pure; never throws.
 */
export function logicalLines(file: string, rules: ReadingRules): readonly LogicalLine[] {
  const lines = file.replace(/^\uFEFF/, "").split("\n");
  const found: LogicalLine[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = plain(lines[at]).trimStart();
    if (first === "" || first.startsWith("#")) continue;
    const line = at + 1;
    let joined = first;
    while (isContinued(joined, rules) && at + 1 < lines.length) {
      at += 1;
      const next = plain(lines[at]);
      const shown = rules.indentedComments ? next.trimStart() : next;
      if (next.trim() !== "" && !shown.startsWith("#")) joined = withoutEscape(joined) + next;
    }
    joined = isContinued(joined, rules) ? withoutEscape(joined) : joined;
    if (rules.heredocs) at = afterHeredocs(lines, at, joined);
    // The parser that reads the joined lines must neither join them again nor see heredocs that are none here.
    // No builder takes a chain of ONBUILD, and that parser would follow it for minutes.
    const text = joined.replaceAll("<<", "__").replace(/^(ONBUILD +)+/i, "ONBUILD ");
    found.push({ line, text: text.trimEnd().replace(/\\+$/, "_") });
  }
  return found;
}

function plain(line: string | undefined): string {
  return (line ?? "").replace(/[\t\v\f\r]/g, " ");
}

function isContinued(text: string, rules: ReadingRules): boolean {
  return (rules.doubledEscapeEnds ? /(^|[^\\])\\ *$/ : /\\ *$/).test(text);
}

function withoutEscape(text: string): string {
  return text.replace(/\\ *$/, "");
}

/** The last line of the texts that an instruction's heredocs bring along. */
function afterHeredocs(lines: readonly string[], from: number, instruction: string): number {
  if (!/^(ONBUILD +)?(RUN|COPY|ADD) /i.test(instruction)) return from;
  let at = from;
  for (const word of instruction.split(" ")) {
    const opened = /^\d*<<(?<tabs>-?)(?<name>[^<]+)$/.exec(word)?.groups;
    if (opened === undefined) continue;
    const name = opened["name"]?.replace(/["']/g, "");
    do at += 1;
    while (at < lines.length && body(lines[at], opened["tabs"] === "-") !== name);
  }
  return at;
}

function body(line: string | undefined, withTabs: boolean): string {
  const text = (line ?? "").replace(/\r$/, "");
  return withTabs ? text.replace(/^\t+/, "") : text;
}
