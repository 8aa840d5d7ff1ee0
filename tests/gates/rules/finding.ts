/** One place that breaks a house rule. */
export interface Finding {
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

/** Fails with every finding on a line of its own, as `file:line says`. */
export function mustBeEmpty(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new Error(findings.map(({ file, line, says }) => `${file}:${line} ${says}`).join("\n"));
}
