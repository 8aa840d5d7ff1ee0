/** One place that breaks a rule of the course. */
export interface Finding {
  /** Path below the project, with `/`. */
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;
  /** What was seen and what to write instead. */
  readonly says: string;
}

/** Line of a character position, 1 for the first. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
