import type { Failure } from "../../lab/results.ts";
import type { TaskProgress } from "../progress/schema.ts";

type Last = NonNullable<TaskProgress["last"]>;
type Rule = readonly [RegExp, (match: RegExpExecArray) => string];

/** From the engine's and the loader's own words to the question that leads on. The first rule that matches speaks. */
const TEXTS: readonly Rule[] = [
  [
    /exec: "(?:\/bin\/)?(?:ba)?sh": (?:stat|executable file not found)/,
    () =>
      "Who asked for a shell? Look at the form of the command: one form starts your program, the other a shell.",
  ],
  [
    /exec: "([^"]+)": stat [^:]+: no such file or directory/,
    ([, file]) => `Put ${file} beside the paths that your COPY lines really give, letter by letter.`,
  ],
  [
    /exec: "([^"]+)": executable file not found in \$PATH/,
    ([, name]) => `A name without a slash is looked for in PATH. Which folder holds ${name} in this image?`,
  ],
  [
    /unable to find user ([^:\s]+)/,
    ([, user]) => `Which file turns the name ${user} into a number, and does this image have that file?`,
  ],
  [
    /error while loading shared libraries: ([^:]+):/,
    ([, library]) => `Find ${library} in an image where the program works, and note in which folder it lies.`,
  ],
  [
    /Error loading shared library ([^:]+):/,
    ([, library]) => `The loader that speaks here is musl's. Is ${library} a library for musl at all?`,
  ],
  [
    /Error relocating|symbol not found/,
    () => "Program and loader come from two families. Which of them can you change?",
  ],
  [
    /version `([^']+)' not found/,
    ([, version]) =>
      `Which release of the libc brought ${version}, and which one is in the image that it runs on?`,
  ],
  [
    /exec format error/,
    () => "Look at the file's first bytes: is it a script, and for which processor is it if not?",
  ],
  [
    /exec ([^:"\s]+): no such file or directory|([^:\s]+): not found/,
    ([, file, other]) =>
      `Ask what ${file ?? other ?? "the file"} itself names to be started by, and look for that path in the image.`,
  ],
  [/\/bin\/sh[", ]+-c/i, () => "You typed no `/bin/sh -c`. Which form of which instruction adds it?"],
  [
    /permission denied/i,
    () => "Compare two things: the user that the container runs as, and who may do this to that path.",
  ],
  [
    /no such file or directory/i,
    () => "Which path is meant, and on which side is it missing: in the folder, or in the image?",
  ],
];

/** Where the text says nothing more: what the kind of failure leaves to look at. */
const CODES: Readonly<Record<string, string>> = {
  "build-parse": "Read the line that is named as the parser does: one instruction, then its arguments.",
  "build-step": "The step's own output is the witness. Read its last lines first.",
  "build-target": "Compare the name that was asked for with what stands after AS.",
  "build-base": "Compare the name after FROM with the list of bases, and mind the tag.",
  "build-limit": "Which step writes that much, or waits for something that never comes?",
  "build-context": "Look at what lies in the folder, and at what .dockerignore leaves out.",
  "file-missing": "Look into your folder: was the file moved or renamed? Reset brings the starter's back.",
  "answers-malformed":
    "Compare the file with the starter's: the same keys, and each answer one of those that it offers.",
  "learner-threw": "The function ended with an error. Which of its arguments can be empty or absent?",
};

/** Advice for what was observed, before any of the author's hints: the cause, then the question that leads on. */
export interface Observed {
  readonly code: string;
  readonly cause: string;
  readonly ask: string | null;
  /** What the checks before this one add; null after the first. */
  readonly trend: string | null;
  readonly where: string;
}

/** Derives a hint from how the last check ended; null when nothing was seen that could be explained. Pure. */
export function observedHint(last: Last | null): Observed | null {
  const failure = last?.failure;
  if (!last || !failure || last.verdict !== "fail" || failure.code === "needs") return null;
  const { code, cause, where } = failure;
  return { code, cause, ask: question(failure), trend: trendOf(last.same), where };
}

function question({ code, engineText, seen, cause }: Failure): string | null {
  const text = `${engineText ?? ""}\n${seen}\n${cause}`;
  // A build's kind is known for sure; a container's end has to be read from what it said.
  if (code.startsWith("build-") && code !== "build-step") return CODES[code] ?? null;
  for (const [pattern, ask] of TEXTS) {
    const match = pattern.exec(text);
    if (match) return ask(match);
  }
  return CODES[code] ?? null;
}

function trendOf(same: number): string | null {
  return same < 2
    ? null
    : `The last ${same} checks ended in the same way: what you changed did not change what is seen. Is it the file that is named?`;
}
