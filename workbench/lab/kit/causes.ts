import type { BuildFailure, RunOutcome } from "../../engine/types.ts";

type Rule = readonly [RegExp, (match: RegExpExecArray) => string];

/** From what was printed to its likely cause. The first rule that matches speaks; the order is from sure to vague. */
const RUN_RULES: readonly Rule[] = [
  [
    /exec: "(\/bin\/sh|sh|\/bin\/bash|bash)": (?:stat [^:]+: no such file|executable file not found)/,
    ([, shell]) =>
      `The engine looked for ${shell} and the image has none. A command in shell form (without brackets) needs a shell.`,
  ],
  [
    /exec: "([^"]+)": stat [^:]+: no such file or directory/,
    ([, file]) =>
      `There is no file ${file} in the image. The engine looked (that is the word "stat") and did not find it.`,
  ],
  [
    /exec: "([^"]+)": executable file not found in \$PATH/,
    ([, name]) => `No folder of the image's PATH holds a program called ${name}.`,
  ],
  [
    /unable to find user ([^:\s]+): no matching entries in passwd file/,
    ([, user]) => `The image has no /etc/passwd that knows the name ${user}. A number needs no such file.`,
  ],
  [
    /version `([^']+)' not found/,
    ([, version]) => `The program asks for ${version}, which the libc of this image is too old to have.`,
  ],
  [
    /error while loading shared libraries: ([^:]+): cannot open shared object file/,
    ([, library]) => `glibc's loader started and did not find the library ${library} in the image.`,
  ],
  [
    /Error loading shared library ([^:]+): No such file/,
    ([, library]) => `musl's loader started and did not find the library ${library} in the image.`,
  ],
  [
    /Error relocating [^:]+: ([^:]+): symbol not found/,
    ([, symbol]) =>
      `musl's loader ran the program, but it wants the symbol ${symbol}, which musl does not have: it was linked to glibc.`,
  ],
  [
    /exec format error/,
    () =>
      "The kernel does not know this file's format: another architecture, or a script whose first line names no interpreter.",
  ],
  [
    /exec ([^:"]+): no such file or directory/,
    ([, file]) =>
      `${file} is in the image, or the engine would have said "stat". What is missing is what the kernel must start first: the program's loader, or the interpreter that a script names in its first line.`,
  ],
  [
    /(?:sh|exec): (?:\d+: )?(?:exec: )?([^:\s]+): not found/,
    ([, file]) =>
      `The shell says "not found" for ${file}: either there is no such file, or its loader (or a script's interpreter) is missing.`,
  ],
  [
    /Cannot find module '([^']+)'[\s\S]*at node:internal\/main\/run_main_module/,
    ([, file]) =>
      `Node was asked to run the file ${file}, and there is none. When its name is the first word of CMD, the base's ENTRYPOINT starts node already: CMD then holds node's arguments only.`,
  ],
  [/permission denied/i, () => "The file is there, but may not be executed or opened by this user."],
];

/** The likely cause of how a run ended, from what was observed and nothing else. Pure. */
export function causeOfRun(ran: RunOutcome): string {
  if (ran.oomKilled) return "The program needs more memory than the container may use.";
  if (ran.overDisk)
    return "The program wrote more to the container's disk than it may. What it writes there is gone with the container.";
  if (ran.timedOut) return "The program did not end by itself within its time.";
  const text = `${ran.engineError ?? ""}\n${ran.stderr}\n${ran.stdout}`;
  for (const [pattern, explain] of RUN_RULES) {
    const match = pattern.exec(text);
    if (match) return explain(match);
  }
  if (!ran.started) return "The engine refused to start the container; its own text says why.";
  if (ran.exitCode === 139)
    return "The program was ended by the kernel for touching memory it may not touch (signal 11, SIGSEGV).";
  if (ran.exitCode === 0) return "The program ended without an error, but did not do what was asked.";
  return `The program started and itself ended with exit code ${ran.exitCode}.`;
}

/** The likely cause of a failed build. Pure. */
export function causeOfBuild(failed: BuildFailure): string {
  switch (failed.kind) {
    case "parse":
      return "The Dockerfile has a line that can't be understood.";
    case "target":
      return "The Dockerfile has no stage of the name that was asked for.";
    case "base":
      return "The image named there could not be had: it is neither in the catalogue (`groundwork bases`), nor in your engine, nor in a registry that can be reached.";
    case "limit":
      return causeOfLimit(failed);
    case "context":
      return "The build's files could not be read.";
    case "cancelled":
      return "You stopped it.";
    case "engine":
      return "The engine itself failed. This is not your fault.";
    case "step":
      return causeOfStep(failed);
  }
}

/** What does not end, and what fills a disk, are as a rule the same few things. */
function causeOfLimit({ message }: BuildFailure): string {
  if (message.includes("disk"))
    return "A step wrote more than this lab needs by far: a loop that does not end, or a copy of far too much. Whatever a RUN writes becomes a layer.";
  return "A step did not end. RUN is for steps that end: a server belongs into CMD, and a question on the terminal is never answered (apt-get wants -y).";
}

function causeOfStep(failed: BuildFailure): string {
  const text = `${failed.message}\n${failed.output}`;
  if (text.includes('exec: "/bin/sh": stat /bin/sh: no such file')) {
    return "RUN starts /bin/sh, and this stage has no shell. Do this step in another stage and copy its result.";
  }
  if (text.includes("cannot copy to non-directory")) {
    return "The instruction lays a folder where the image has something else, most often a link: on Debian, /lib and /bin are links into /usr. Copy to the place that the link leads to.";
  }
  if (
    /: not found$|file not found in build context|file does not exist|no such file or directory/.test(
      failed.message,
    )
  ) {
    return "A file that the instruction copies is not there: not in the folder, or not in the stage or image it is copied from.";
  }
  return "The command of this step ended with an error; what it printed says more.";
}
