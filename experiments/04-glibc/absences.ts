import type { Recorder } from "../../workbench/record/types.ts";

/** What people expect of a Debian, as they would look for it. */
const expected = [
  "bash --version",
  "perl -e 1",
  "ls /usr/share/doc/bash/copyright",
  "ls /usr/share/zoneinfo/Europe/Kyiv",
  "ls /usr/share/man/man1/ls.1.gz",
  "ls /usr/share/locale/de/LC_MESSAGES/coreutils.mo",
  "man ls",
  "locale -a | grep de_DE",
  "ls /etc/ssl/certs/ca-certificates.crt",
  "ls /usr/share/zoneinfo/Europe/Kiev",
  "curl --version",
  "ps",
  "less --version",
] as const;

/** What each of the two images has of it. */
export async function absences(recorder: Recorder): Promise<void> {
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const [index, typed] of expected.entries()) {
    for (const base of ["debian", "debian-slim"]) {
      const run = `expected-${index + 1}-on-${base}`;
      const { exitCode } = await recorder.run(run, recorder.base(base), {
        title: `${typed}, on ${base}`,
        command: ["sh", "-c", typed],
      });
      cells.push({ row: typed, column: base, works: exitCode === 0, run });
    }
  }
  recorder.matrix("expected", "Thirteen things that people expect of a Debian", cells);
}
