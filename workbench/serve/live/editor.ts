import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import launchEditor from "launch-editor";
import { Refused } from "../api/refuse.ts";
import type { Manifest } from "../../lab/manifest.ts";

/** Milliseconds in which an editor that can't be started has said so. */
const FAILS_WITHIN_MS = 600;

/**
 * Opens one file of the hand-in in the learner's editor: the one that runs, else `LAUNCH_EDITOR`, `VISUAL` or `EDITOR`.
 * @throws Refused for any path that lab.yaml does not name, one that leads out of the folder, one that is not there, and
 *   where no editor starts
 */
export async function openInEditor(manifest: Manifest, workDir: string, file: string): Promise<void> {
  if (!manifest.handIn.some((each) => each.path === file)) {
    throw new Refused(
      404,
      `"${file}" is no file of lab ${manifest.id}.`,
      "Only files that are handed in are opened.",
      `They are: ${manifest.handIn.map((each) => each.path).join(", ")}.`,
    );
  }
  const real = await realpath(path.join(workDir, file)).catch(() => null);
  const isOurs = real?.startsWith((await realpath(workDir).catch(() => workDir)) + path.sep);
  if (real === null || !isOurs || !(await stat(real)).isFile()) {
    throw new Refused(
      404,
      `"${file}" is not there.`,
      "Your copy of the lab has no such file, or a link in its place.",
      `Look into your folder: ${workDir}`,
    );
  }
  await launched(real, file);
}

async function launched(real: string, file: string): Promise<void> {
  const failed = Promise.withResolvers<string | null>();
  launchEditor(real, (_name, message) => failed.resolve(message));
  const said = await Promise.race([failed.promise, setTimeout(FAILS_WITHIN_MS, undefined, { ref: false })]);
  if (said === undefined) return;
  throw new Refused(
    501,
    `"${file}" could not be opened in an editor.`,
    said ?? "No editor that we know is running, and the environment names none.",
    "Open it by hand, or set LAUNCH_EDITOR to your editor's command and start the server again.",
  );
}
