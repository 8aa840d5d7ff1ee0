import type { Manifest } from "./manifest.ts";
import { tasksToTry } from "./runner/tasks.ts";

/** A file of a hand-in that Node loads, and that could read any other one. */
const PROGRAM = /\.[cm]?[jt]s$/;

/** The first part of a path: the folder that it lies in, or the file itself where it lies in none. Pure. */
export function topOf(file: string): string {
  return file.split("/")[0] ?? file;
}

/**
 * Which parts of a hand-in may decide about a task: the folders of its files and of those of the tasks that it needs. Null:
 * all of it may, since the task names no files, or runs a learner's program. The bench lets a task read no other part.
 */
export function inputsOf(manifest: Manifest, task: string): ReadonlySet<string> | null {
  const tried = tasksToTry(manifest, task);
  const files = tried.flatMap((each) => each.files);
  if (tried.some((each) => each.files.length === 0)) return null;
  if (files.some((file) => PROGRAM.test(file))) return null;
  return new Set(files.map((file) => topOf(file)));
}

/** Whether a task reads a part of the hand-in that lab.yaml does not name for it. Pure. */
export function isForeign(manifest: Manifest, inputs: ReadonlySet<string> | null, file: string): boolean {
  if (inputs === null) return false;
  const top = topOf(file);
  const isAll = top === "" || top === ".";
  return isAll || (!inputs.has(top) && manifest.handIn.some((each) => topOf(each.path) === top));
}
