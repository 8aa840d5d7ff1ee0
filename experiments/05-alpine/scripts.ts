import type { Recorder } from "../../workbench/record/types.ts";

/** Scripts whose first line is the trouble. */
export async function scripts(recorder: Recorder): Promise<void> {
  const files = {
    "good.sh": "#!/bin/sh\necho hello\n",
    "bash.sh": "#!/bin/bash\necho hello\n",
    "crlf.sh": "#!/bin/sh\r\necho hello\r\n",
    "no-line.sh": "echo hello\n",
    "no-right.sh": "#!/bin/sh\necho hello\n",
  };
  const built = await recorder.build("scripts-build", {
    title: "five start scripts on Alpine",
    dockerfile: "FROM alpine:3.24\nCOPY *.sh /\nRUN chmod +x /*.sh && chmod -x /no-right.sh\n",
    files,
    tag: "scripts",
  });
  const titles = {
    good: "a script for sh",
    bash: "a script for bash, on a base without bash",
    crlf: "a script for sh, saved by a Windows editor",
    "no-line": "a script without a first line that names an interpreter",
    "no-right": "a script that may not be executed",
  };
  for (const [name, title] of Object.entries(titles)) {
    await recorder.run(`script-${name}`, built, { title, command: [`/${name}.sh`] });
  }
  await recorder.run("script-bytes", built, {
    title: "the first line of each, byte by byte",
    command: ["sh", "-c", "for s in good bash crlf; do head -1 /$s.sh | od -c; done"],
  });
}

/** One-liners that people write, on the tools of each base: key → what is typed. */
const oneLiners = {
  "date-words": "date -d '2026-01-15 1 day ago' +%F",
  "grep-perl": "echo v1.2.3 | grep -oP '\\d+$'",
  "find-printf": "find /etc/passwd -printf '%f\\n'",
  "xargs-delimiter": "printf a,b | xargs -d, echo",
  "sort-parallel": "printf 'b\\na\\n' | sort --parallel=2",
  "bash-itself": "bash -c 'echo hello'",
  "sed-extended": "echo v1.2.3 | sed -E 's/[0-9]+$/4/'",
  "double-brackets": "[[ v1 == v1 ]] && echo yes",
  ps: "ps -o comm",
  wget: "command -v wget",
} as const;

/** BusyBox has the same names as the GNU tools, and not the same options. */
export async function tools(recorder: Recorder): Promise<void> {
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const [name, typed] of Object.entries(oneLiners)) {
    for (const base of ["alpine", "debian-slim"]) {
      const run = `${name}-on-${base}`;
      const { exitCode } = await recorder.run(run, recorder.base(base), {
        title: `${typed}, on ${base}`,
        command: ["sh", "-c", typed],
      });
      cells.push({ row: typed, column: base, works: exitCode === 0, run });
    }
  }
  recorder.matrix("tools", "Ten one-liners, word for word, on both bases", cells);
}
