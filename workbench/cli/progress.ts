/** One line of progress on stderr, so that stdout holds data only. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
