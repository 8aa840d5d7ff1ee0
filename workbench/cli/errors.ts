import { styleText } from "node:util";
import { CommanderError } from "commander";
import { UnknownBase } from "../bases/catalogue.ts";
import { EngineFault } from "../engine/errors.ts";
import { ImageReadError } from "../image/read-error.ts";
import { TargetError } from "../inspect/errors.ts";
import { StoreFault } from "../grade/store/types.ts";
import { BadInput } from "../lab/errors.ts";
import { EXIT } from "./exit.ts";

export interface Complaint {
  readonly exitCode: number;
  /** What to print on stderr; empty when it was printed already. */
  readonly text: string;
}

/** Turns whatever a command threw into one plain message and an exit code. The one place where this is decided. */
export function complaint(error: unknown, interrupted: boolean, debug: boolean): Complaint {
  const plain = decide(error, interrupted);
  return debug && error instanceof Error && !(error instanceof CommanderError)
    ? { ...plain, text: `${plain.text}\n${error.stack ?? ""}` }
    : plain;
}

function decide(error: unknown, interrupted: boolean): Complaint {
  // commander has printed its own text by now; its exit code is 0 for --help and --version.
  if (error instanceof CommanderError)
    return { exitCode: error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse, text: "" };
  if (interrupted)
    return { exitCode: EXIT.interrupted, text: "groundwork: interrupted; nothing of it is left running" };
  if (!(error instanceof Error))
    return { exitCode: EXIT.fault, text: format(`something failed: ${String(error)}`, REPORT) };
  if (error instanceof EngineFault || error instanceof StoreFault)
    return { exitCode: EXIT.fault, text: format(error.message, error.next) };
  if (error instanceof BadInput) return { exitCode: EXIT.wrongUse, text: format(error.message, error.next) };
  if (error instanceof TargetError)
    return { exitCode: EXIT.wrongUse, text: format(error.message, error.next) };
  if (error instanceof ImageReadError)
    return { exitCode: EXIT.wrongUse, text: format(error.message, UNREADABLE) };
  if (error instanceof UnknownBase) return { exitCode: EXIT.wrongUse, text: format(error.message) };
  const next = "code" in error ? SYSTEM[String(error.code)] : undefined;
  return { exitCode: EXIT.fault, text: format(error.message, next ?? REPORT) };
}

const UNREADABLE =
  "An image is an OCI layout folder, or an archive as `docker save` or an OCI tool writes it: get it once more from where it came.";

const REPORT =
  "This should not happen. Run it again with GROUNDWORK_DEBUG=1 and report it, with what `npx groundwork doctor` prints.";

/** System errors that the user can mend. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC:
    "The disk is full: free some space (`npx groundwork doctor` shows how much there is), then try again.",
  EACCES: "Permission denied: check who owns that file or folder.",
  EROFS:
    "The file system is read-only: use a checkout that you can write to, and for what Groundwork keeps, GROUNDWORK_STATE=/a/folder.",
  EMFILE: "Too many files are open: raise the limit (`ulimit -n 4096`), then try again.",
};

function format(message: string, next?: string): string {
  return [`${styleText("red", "groundwork:", { stream: process.stderr })} ${message}`, next]
    .filter(Boolean)
    .join("\n");
}
