import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { isAbandoned } from "../../../temporary.ts";
import { readJson, writeJson } from "../../../state.ts";
import type { CgroupLayout } from "../cgroup/layout.ts";
import { placesSchema, type Places } from "./places.ts";
import { removeSandbox } from "./remove.ts";

/** Where the sandboxes that there are stand written down. */
const folderOf = (stateDir: string) => path.join(stateDir, "grade", "sandboxes");
const fileOf = (stateDir: string, name: string) => path.join(folderOf(stateDir), `${name}.json`);

/** Writes down a sandbox before anything of it is made. */
export async function remember(stateDir: string, places: Places): Promise<void> {
  await writeJson(fileOf(stateDir, places.name), places);
}

/** Strikes out a sandbox of which nothing is left. */
export async function forget(stateDir: string, { name }: Places): Promise<void> {
  await rm(fileOf(stateDir, name), { force: true });
}

/** Sandboxes whose grader is gone: it was killed, or the machine was. */
export async function abandonedSandboxes(stateDir: string): Promise<readonly Places[]> {
  const names = await readdir(folderOf(stateDir)).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(".json") && isAbandoned(name))
      .map((name) => readJson(path.join(folderOf(stateDir), name), placesSchema, () => undefined)),
  );
  return found.filter((places) => places !== null);
}

/** Takes down the sandboxes whose grader is gone; of one name only when it is given. Returns how many there were. */
export async function sweepSandboxes(stateDir: string, layout: CgroupLayout, name?: string): Promise<number> {
  await removeHalfWritten(stateDir);
  const left = (await abandonedSandboxes(stateDir)).filter(
    (each) => name === undefined || each.name === name,
  );
  for (const places of left) {
    await removeSandbox(places, layout);
    await forget(stateDir, places);
  }
  return left.length;
}

/** A grader that was killed while it wrote one down had made nothing of that sandbox yet. */
async function removeHalfWritten(stateDir: string): Promise<void> {
  const names = await readdir(folderOf(stateDir)).catch(() => []);
  const halves = names.filter((name) => name.endsWith(".tmp") && isAbandoned(name));
  await Promise.all(halves.map((name) => rm(path.join(folderOf(stateDir), name), { force: true })));
}
