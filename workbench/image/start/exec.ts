import { isRegular } from "../path.ts";
import type { ElfFacts, FileFacts } from "../types.ts";
import type { Errno } from "./errno.ts";
import { fitOf } from "./machine.ts";
import { interpreterOf, type Interpreter } from "./script.ts";
import { may } from "./rights.ts";
import { walk, type View } from "./walk.ts";

/** An ELF file as the kernel or a loader opened it. */
export interface Opened {
  /** As it was asked for, links not followed. */
  readonly path: string;
  readonly file: FileFacts;
  readonly elf: ElfFacts;
}

/** A script that the kernel passed over on its way to a program, with what its first line asks for. */
export interface PassedScript {
  readonly path: string;
  readonly file: FileFacts;
  readonly interpreter: Interpreter;
}

/** What execve does with a path: starts a program (through its loader, where it names one), or fails with an error. */
export type Execution =
  | {
      readonly kind: "starts";
      readonly scripts: readonly PassedScript[];
      readonly program: Opened;
      readonly loader: Opened | null;
    }
  | {
      readonly kind: "refused" | "depends";
      readonly scripts: readonly PassedScript[];
      /** All files opened, the last one being where it ends. */
      readonly chain: readonly string[];
      readonly errnos: readonly Errno[];
      readonly reason: string;
    };

/** Scripts whose interpreter is a script, at most (fs/exec.c, exec_binprm). */
const MAX_SCRIPTS = 5;

/** What the kernel does when it is told to execute a path; `platform` is that of the kernel. */
export function execute(view: View, platform: string, path: string): Execution {
  const scripts: PassedScript[] = [];
  let at = path;
  for (;;) {
    const end = (kind: "refused" | "depends", errnos: readonly Errno[], reason: string): Execution => ({
      kind,
      scripts,
      chain: [...scripts.map((script) => script.path), at],
      errnos,
      reason,
    });
    const last = scripts.at(-1);
    const what = last ? `The interpreter ${shown(at)} that ${last.path} names in its first line` : at;
    const found = walk(view, at);
    if (!found.ok) return end("refused", [found.errno], `${what} ${cause(found.errno, at)}`);
    const { file } = found;
    if (!isRegular(file)) return end("refused", ["EACCES"], `${what} is no regular file.`);
    if (!may(view.who, file, "x")) return end("refused", ["EACCES"], `${what} may not be executed.`);
    if (scripts.length > MAX_SCRIPTS) {
      return end("refused", ["ELOOP"], `Script leads to script more than ${MAX_SCRIPTS} times.`);
    }
    if (file.program?.kind === "elf") {
      const done = program(view, platform, { path: at, file, elf: file.program.elf });
      if (done.kind === "starts") return { ...done, scripts };
      return { ...done, scripts, chain: [...scripts.map((script) => script.path), ...done.chain] };
    }
    if (file.program === null) {
      const reason = `${what} is neither an ELF file nor a script with an interpreter line.`;
      return end("refused", ["ENOEXEC"], reason);
    }
    const interpreter = interpreterOf(file.program.line);
    if (!interpreter) return end("refused", ["ENOEXEC"], `The first line of ${at} names no interpreter.`);
    scripts.push({ path: at, file, interpreter });
    at = interpreter.path;
  }
}

/** A CR is made visible: on a terminal it would hide. */
const shown = (path: string) => path.replace("\r", "\\r");

function cause(errno: Errno, path: string): string {
  if (errno === "ENOENT" && path.endsWith("\r"))
    return "is not there: the line ends in a carriage return (CRLF), which belongs to the name.";
  if (errno === "ENOENT") return "is not in the image.";
  if (errno === "EACCES") return "lies in a folder that the user may not enter.";
  return errno === "ELOOP" ? "is a link that leads in a circle." : "is no path to a file.";
}

type Part =
  | { readonly kind: "starts"; readonly program: Opened; readonly loader: Opened | null }
  | {
      readonly kind: "refused" | "depends";
      readonly chain: readonly string[];
      readonly errnos: readonly Errno[];
      readonly reason: string;
    };

function program(view: View, platform: string, opened: Opened): Part {
  const { path, elf } = opened;
  const refused = (errnos: readonly Errno[], reason: string, ...more: string[]): Part => ({
    kind: "refused",
    chain: [path, ...more],
    errnos,
    reason,
  });
  const fit = fitOf(elf, platform);
  const machine = `${path} is a ${elf.bits}-bit program for the machine ${elf.machine}`;
  if (fit.fit === "never") return refused(["ENOEXEC"], `${machine}, not for ${platform}.`);
  if (elf.type === "other") return refused(["ENOEXEC"], `${path} is an ELF file, but no program.`);
  if (fit.fit === "depends") {
    return {
      kind: "depends",
      chain: [path],
      errnos: ["ENOEXEC"],
      reason: `${machine}: it depends on ${fit.on}.`,
    };
  }
  if (elf.interpreter === null) return withoutLoader(opened);
  const found = walk(view, elf.interpreter);
  const loader = `The loader ${elf.interpreter} that ${path} asks for`;
  if (!found.ok) return refused([found.errno], `${loader} ${cause(found.errno, "")}`, elf.interpreter);
  const { file } = found;
  if (!isRegular(file) || !may(view.who, file, "x"))
    return refused(["EACCES"], `${loader} may not be executed.`, elf.interpreter);
  if (file.program?.kind !== "elf")
    return refused(["ELIBBAD", "EIO"], `${loader} is no ELF file.`, elf.interpreter);
  if (file.program.elf.machineNumber !== elf.machineNumber)
    return refused(["ELIBBAD"], `${loader} is for another machine.`, elf.interpreter);
  return { kind: "starts", program: opened, loader: { path: elf.interpreter, file, elf: file.program.elf } };
}

function withoutLoader(opened: Opened): Part {
  const { path, elf } = opened;
  if (elf.type === "shared-object") {
    const reason = `${path} is a library: the kernel starts it, but what its first instruction does can't be read from here.`;
    return { kind: "depends", chain: [path], errnos: [], reason };
  }
  if (elf.linkage !== "dynamic") return { kind: "starts", program: opened, loader: null };
  return {
    kind: "refused",
    chain: [path],
    errnos: ["ENOEXEC", "EIO"],
    reason: `${path} names its loader in a damaged way.`,
  };
}
