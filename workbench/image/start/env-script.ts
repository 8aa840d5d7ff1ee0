import { execute, type Execution, type PassedScript } from "./exec.ts";
import type { Ending } from "./types.ts";
import { may } from "./rights.ts";
import { walk, type View } from "./walk.ts";

/** Errors as libc has them: as the kernel's, but with a capital. */
const TEXTS = { ENOENT: "No such file or directory", EACCES: "Permission denied" };

/**
 * What `#!/usr/bin/env NAME` starts: NAME by PATH, as execvp finds it. Null where the script was not started through
 * `env`, or asks it for something else than a name.
 */
export function throughEnv(
  view: View,
  platform: string,
  script: PassedScript | undefined,
  searchPath: string,
): { readonly found: Extract<Execution, { kind: "starts" }> } | Ending | null {
  const { path = "", argument = null } = script?.interpreter ?? {};
  if (!path.endsWith("/env") || argument === null || !script) return null;
  const name = nameOf(argument);
  if (name === null) return null;
  let denied = false;
  for (const folder of name.includes("/") ? [""] : searchPath.split(":")) {
    const candidate = name.includes("/") ? name : `${folder === "" ? "." : folder}/${name}`;
    const there = walk(view, candidate);
    if (!there.ok) denied ||= there.errno === "EACCES";
    if (!there.ok || there.file.type === "directory" || !may(view.who, there.file, "x")) {
      denied ||= there.ok;
      continue;
    }
    const execution = execute(view, platform, candidate);
    if (execution.kind === "starts") return { found: execution };
    if (execution.kind === "refused" && execution.errnos.includes("ENOENT")) continue;
    return { outcome: "depends", stage: "kernel", reason: execution.reason, error: null };
  }
  return notFound(script.path, name, denied);
}

/** One word after `env`, or after its `-S`; an option or a variable is another matter. */
function nameOf(argument: string): string | null {
  const split = /^-S\s*(\S+)/.exec(argument)?.[1];
  if (split === undefined && argument.startsWith("-")) return null;
  const name = split ?? argument;
  return name.includes("=") || name.startsWith("-") ? null : name;
}

function notFound(script: string, name: string, denied: boolean): Ending {
  const says = denied ? TEXTS.EACCES : TEXTS.ENOENT;
  const why = name.endsWith("\r")
    ? " The line ends in a carriage return (CRLF), which belongs to the name."
    : /\s/.test(name)
      ? " Everything after `env` is one name, unless `-S` splits it."
      : "";
  return {
    outcome: "fails",
    stage: "kernel",
    reason: `${script} is started through env, and PATH holds no program called "${name.replace("\r", "\\r")}" that can be started.${why}`,
    // GNU's env and BusyBox's quote the name each in its own way, in a quotation that the locale chooses.
    error: { texts: [says], exitCodes: denied ? [126] : [127] },
  };
}
