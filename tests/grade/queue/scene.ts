import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { stateDir } from "../../../workbench/state.ts";
import { testFolder } from "../../classroom/scene.ts";
import { groundwork } from "../../cli/command.ts";
import { marksIn, quickClass, timesGraded, type QuickClass } from "./class.ts";
import { Running, type StartRequest } from "./process.ts";

/** Seconds after which others take over what a silent worker had: short, so that a test need not wait. */
export const LOCK_SECONDS = 5;

/** Where commands of a test find the engine, the bases, Redis and the store. */
export interface Place {
  readonly redis: string;
  readonly store: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The engine and bases of the tests, for commands that run beside them. */
export async function hostEnv(): Promise<Record<string, string>> {
  return { DOCKER_HOST: (await connectEngine()).facts.endpoint, GROUNDWORK_STATE: stateDir() };
}

/** The environment of coordinator and workers alike: no password stands on a command line. */
export async function envOf({ redis, store, env = {} }: Place): Promise<Record<string, string>> {
  return { ...(await hostEnv()), GROUNDWORK_REDIS: redis, GROUNDWORK_STORE: store, ...env };
}

/** Starts a worker for one hand-in at a time. */
export async function startWorker(
  name: string,
  place: Place,
  more: Partial<StartRequest> & { readonly flags?: readonly string[] } = {},
): Promise<Running> {
  const { flags = [], env = {}, ...rest } = more;
  const args = ["worker", "--name", name, "--jobs", "1", "--lock-seconds", String(LOCK_SECONDS), ...flags];
  return new Running({ ...rest, args, env: { ...(await envOf(place)), ...env } });
}

/** The marks of the class, graded on this machine without any queue. */
export async function localMarks(): Promise<string> {
  const top = await mkdtemp(path.join(tmpdir(), "gw-local-"));
  try {
    const made = await quickClass(top);
    const { code, all } = await groundwork([...(await made.args("local")), "--jobs", "2"], await hostEnv());
    expect(code, all).toBe(0);
    return await marksIn(made.folder("local"));
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

/** A class of its own for one test, with a store that it may lose. */
export interface Scene {
  readonly class: QuickClass;
  readonly out: string;
  /** Begins to grade the class on workers; the same call again goes on. */
  readonly grade: (place: Place) => Promise<Running>;
}

export async function scene(): Promise<Scene> {
  const made = await quickClass(await testFolder("gw-queue-"));
  const args = await made.args("out");
  const grade = async (place: Place) =>
    new Running({ args: [...args, "--executor", "bullmq"], env: await envOf(place) });
  return { class: made, out: made.folder("out"), grade };
}

/** A store of its own, which is there. */
export async function newStore({ class: { top } }: Pick<Scene, "class">): Promise<string> {
  const store = path.join(top, "store");
  await mkdir(store);
  return store;
}

/** The end of every fault: each hand-in has exactly one mark, and it is the one that a single machine gives. */
export async function expectMarks(running: Running, { out }: Scene, local: string): Promise<void> {
  expect(await running.ended(), running.said).toBe(0);
  expect(await marksIn(out)).toBe(local);
  expect(new Set(await timesGraded(out))).toEqual(new Set([1]));
}
