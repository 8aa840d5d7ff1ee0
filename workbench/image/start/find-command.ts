import { refusalCode, WORDS, type Errno } from "./errno.ts";
import type { Ending } from "./types.ts";
import { may } from "./rights.ts";
import { walk, type View } from "./walk.ts";

/** Folders that the engine mounts over what the image has there. */
const MOUNTED = /^\/(proc|sys|dev)(\/|$)/;

/**
 * The path that the engine executes for the first word of the command, as runc's `exec.LookPath` finds it; or how the
 * engine refuses. A word with a slash is a path, anything else is looked up in PATH.
 */
export function findCommand(view: View, name: string, searchPath: string): string | Ending {
  if (name.includes("/")) return refusal(view, name) ?? name;
  const denied: string[] = [];
  for (const folder of searchPath === "" ? [] : searchPath.split(":")) {
    const path = folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`;
    const found = walk(view, path);
    if (!found.ok || found.file.type === "directory" || (found.file.mode & 0o111) === 0) continue;
    if (!may(view.who, found.file, "x")) denied.push(path);
    else return folder.startsWith("/") ? path : relative(name, folder);
  }
  const texts = [
    `exec: "${name}": executable file not found in $PATH`,
    // Older engines stop at the first file that somebody may execute.
    ...denied.slice(0, 1).flatMap((path) => deniedTexts(path)),
  ];
  return {
    outcome: "fails",
    stage: "lookup",
    reason:
      denied.length > 0
        ? `The user may execute no program called ${name} in the folders of PATH (${searchPath}).`
        : `No folder of PATH (${searchPath}) holds a program called ${name}.`,
    error: { texts, exitCodes: denied.length > 0 ? [127, 126, 1, 255] : [127] },
  };
}

function relative(name: string, folder: string): Ending {
  return {
    outcome: "depends",
    stage: "lookup",
    reason: `PATH finds ${name} in the folder "${folder}", which is relative: newer engines refuse that.`,
    error: {
      texts: [`exec: "${name}": cannot run executable found relative to current directory`],
      exitCodes: [125, 126, 127],
    },
  };
}

function refusal(view: View, path: string): Ending | null {
  if (MOUNTED.test(path)) {
    return {
      outcome: "depends",
      stage: "lookup",
      reason: `The engine mounts its own files at ${path}; the image does not say which.`,
      error: null,
    };
  }
  const found = walk(view, path);
  if (!found.ok) return unreachable(path, found.errno);
  if (found.file.type === "directory") {
    const texts = [`exec: "${path}": is a directory`, `exec: "${path}": permission denied`];
    return fails(`${path} is a folder.`, texts, [126]);
  }
  if ((found.file.mode & 0o111) === 0) {
    return fails(`${path} is there, but nobody may execute it: no x bit is set.`, deniedTexts(path), [126]);
  }
  if (may(view.who, found.file, "x")) return null;
  const reason = `${path} is there, but the user (${view.who.uid}:${view.who.gid}) may not execute it.`;
  return fails(reason, deniedTexts(path), [126, 1, 255]);
}

function unreachable(path: string, errno: Errno): Ending {
  const reason = {
    ENOENT: `There is no ${path} in the image.`,
    EACCES: `The user may not enter a folder on the way to ${path}.`,
    ELOOP: `The links that ${path} goes through lead in a circle.`,
    ENOTDIR: `A part of ${path} is a file where a folder is meant.`,
  };
  const known: string = reason[errno as keyof typeof reason] ?? `${path} is no path that the kernel takes.`;
  return fails(known, [`exec: "${path}": stat ${path}: ${WORDS[errno]}`], [refusalCode(errno)]);
}

/** runc says it in one of three ways: by Go's own check, by its own, or by what execve answers. */
const deniedTexts = (path: string) => [
  `exec: "${path}": permission denied`,
  `eaccess ${path}: permission denied`,
  `exec ${path}: permission denied`,
];

function fails(reason: string, texts: readonly string[], exitCodes: readonly number[]): Ending {
  return {
    outcome: "fails",
    stage: "lookup",
    reason,
    error: { texts: [...texts], exitCodes: [...exitCodes] },
  };
}
