import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { release, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll } from "vitest";
import { ensureBases } from "../../workbench/bases/ensure.ts";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { allProcesses } from "../../workbench/engine/private/processes.ts";
import { Scope } from "../../workbench/engine/scope.ts";
import type { Builder, BuildOutcome, BuildRequest, Engine } from "../../workbench/engine/types.ts";

/** What the tests of the engine work with: a real engine, a base with a shell, and one run whose things all go again. */
export interface Rig {
  readonly engine: Engine;
  readonly scope: Scope;
  /** Tag of the busybox base. */
  readonly base: string;
  /** The builders that this engine has. */
  readonly builders: readonly Builder[];
  /** Builds a Dockerfile with files in its context. */
  build(dockerfile: string, request?: Partial<BuildRequest> & { files?: Files }): Promise<BuildOutcome>;
  /** The same, for a build that must succeed; returns the image's id. */
  image(dockerfile: string, request?: Partial<BuildRequest> & { files?: Files }): Promise<string>;
}

type Files = Readonly<Record<string, string>>;

/** Opens a rig for one test file and takes it down after the last test. */
export async function openRig(): Promise<Rig> {
  const engine = await connectEngine();
  const [busybox] = await ensureBases(engine, ["busybox"], {});
  if (!busybox) throw new Error("There is no busybox base.");
  const scope = new Scope(engine);
  const folders = await mkdtemp(path.join(tmpdir(), "groundwork-rig-"));
  afterAll(async () => {
    await scope[Symbol.asyncDispose]();
    await rm(folders, { recursive: true, force: true });
  });
  const build: Rig["build"] = async (dockerfile, { files = {}, ...request } = {}) => {
    const contextDir = await mkdtemp(path.join(folders, "context-"));
    for (const [name, text] of Object.entries({ Dockerfile: dockerfile, ...files })) {
      await mkdir(path.dirname(path.join(contextDir, name)), { recursive: true });
      await writeFile(path.join(contextDir, name), text);
    }
    return scope.build({ contextDir, ...request });
  };
  return {
    engine,
    scope,
    base: busybox.image,
    builders: engine.facts.product === "podman" ? ["classic"] : ["classic", "buildkit"],
    build,
    image: async (dockerfile, request) => {
      const outcome = await build(dockerfile, request);
      if (!outcome.ok) throw new Error(`${outcome.message}\n${outcome.log}`);
      return outcome.imageId;
    },
  };
}

/** A `sleep` that no other process on the machine runs, to find it again. */
export function longSleep(): { command: string; running(): boolean } {
  const seconds = String(100_000 + randomBytes(3).readUIntBE(0, 3));
  return {
    command: `sleep ${seconds}`,
    running: () => allProcesses().some(({ argv, state }) => state !== "Z" && argv.includes(seconds)),
  };
}

/** True where the engine's processes are this machine's own, so that a test can look whether one is left. */
export function seesProcesses({ facts }: Engine): boolean {
  return facts.endpoint.startsWith("unix:") && facts.kernel === release();
}

/** Waits until something runs; false when it is not seen within some seconds. */
export async function began(running: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 50 && !running(); tries += 1) await setTimeout(100);
  return running();
}
