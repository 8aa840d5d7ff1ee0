import type { RunOutcome } from "../../workbench/lab/kit/index.ts";

// #region voices
export type Outcome = "starts" | "file-missing" | "loader-missing" | "library-missing" | "crashed" | "other";

/** Who speaks when a program does not start, and how you know each voice. The first that fits decides. */
const voices: readonly (readonly [Outcome, RegExp])[] = [
  // The engine: the file that you named is not in the image.
  ["file-missing", /stat \/\S+: no such file/i],
  // The kernel: the file is there, the loader that it asks for is not.
  ["loader-missing", /exec \/\S+: no such file/i],
  // The loader of glibc, which has started and looks for libraries.
  ["library-missing", /error while loading shared libraries/i],
  // The loader of musl, in its own words: a library, or a function that musl does not have.
  ["library-missing", /Error (loading shared library|relocating)/i],
];

/** What a finished run says about its start. */
export function outcomeOf(ran: RunOutcome): Outcome {
  if (ran.started && ran.exitCode === 0) return "starts";
  const text = `${ran.engineError ?? ""}\n${ran.stderr}`;
  const voice = voices.find(([, words]) => words.test(text));
  if (voice) return voice[0];
  // 128 + 11: the kernel ended the program with SIGSEGV.
  return ran.exitCode === 139 ? "crashed" : "other";
}
// #endregion
