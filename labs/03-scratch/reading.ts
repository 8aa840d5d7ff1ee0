import type { RunOutcome } from "../../workbench/lab/kit/index.ts";

export type Outcome =
  "starts" | "file-missing" | "shell-missing" | "not-in-path" | "loader-missing" | "library-missing";

export interface Reading {
  readonly outcome: Outcome;
  /** The name that the text gives: a path, or a library's file name. Empty when nothing is missing. */
  readonly missing: string;
}

// #region voices
/** Who speaks, and what each of them says when something is missing. The first line that fits decides. */
const voices: readonly (readonly [Outcome, RegExp])[] = [
  // The engine, before anything has started.
  ["shell-missing", /stat (\/bin\/sh): no such file/i],
  ["not-in-path", /"([^"/]+)": executable file not found in \$PATH/i],
  ["file-missing", /stat (\/\S+): no such file/i],
  // The kernel, asked to start a file that is there.
  ["loader-missing", /exec (\/\S+): no such file/i],
  // The loader, which has started and looks for libraries.
  ["library-missing", /loading shared libraries: ([^:\s]+):/i],
];
// #endregion

/** Reads from a finished run what was missing, and who missed it. */
export function whoIsMissing(ran: RunOutcome): Reading {
  if (ran.started && ran.exitCode === 0) return { outcome: "starts", missing: "" };
  const text = `${ran.engineError ?? ""}\n${ran.stderr}`;
  for (const [outcome, words] of voices) {
    const found = words.exec(text);
    if (found) return { outcome, missing: found[1] ?? "" };
  }
  throw new Error(`this engine's text is new to the lab; please report it: ${text.trim()}`);
}
