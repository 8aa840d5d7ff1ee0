import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect } from "vitest";
import { connectEngine } from "../../../workbench/engine/connect.ts";
import { allProcesses } from "../../../workbench/engine/private/processes.ts";
import type { BuildOutcome, BuildRequest, RunOutcome, RunRequest } from "../../../workbench/engine/types.ts";
import { openSandboxClass, sandboxLimitsSchema } from "../../../workbench/grade/sandbox/index.ts";
import type { Sandbox, SandboxClass } from "../../../workbench/grade/sandbox/index.ts";
import { stateDir } from "../../../workbench/state.ts";
import { ownerMark } from "../../../workbench/temporary.ts";

/** Small enough that each is met within seconds. */
const LIMITS = sandboxLimitsSchema.parse({
  jobsMemoryMegabytes: 200,
  engineMemoryMegabytes: 700,
  jobsPids: 120,
  enginePids: 500,
  diskMegabytes: 300,
  buildSeconds: 4,
  runSeconds: 3,
  runOutputMegabytes: 1,
  buildLogMegabytes: 1,
  imageMegabytes: 60,
  contextMegabytes: 5,
  contextFiles: 100,
});

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Where attacks are staged: a real class of sandboxes with small limits. Each attack opens sandboxes of its own. */
export class Arena {
  readonly sandboxes: SandboxClass;
  readonly #folder: string;

  private constructor(sandboxes: SandboxClass, folder: string) {
    this.sandboxes = sandboxes;
    this.#folder = folder;
  }

  static async open(): Promise<Arena> {
    const engine = await connectEngine();
    const sandboxes = await openSandboxClass({
      engine,
      bases: [],
      programs: [],
      limits: LIMITS,
      stateDir: stateDir(),
    });
    const folder = await mkdtemp(path.join(tmpdir(), "groundwork-arena-"));
    afterAll(async () => {
      await sandboxes[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
    return new Arena(sandboxes, folder);
  }

  /** Builds a Dockerfile in a sandbox; `BASE` in it stands for a base with a shell. */
  async build(
    sandbox: Sandbox,
    dockerfile: string,
    { files = {}, ...request }: Partial<BuildRequest> & { readonly files?: Files } = {},
  ): Promise<BuildOutcome> {
    const contextDir = await mkdtemp(path.join(this.#folder, "context-"));
    const all = { ...files, Dockerfile: dockerfile.replaceAll("BASE", baseOf(sandbox)) };
    for (const [name, content] of Object.entries(all)) {
      await mkdir(path.dirname(path.join(contextDir, name)), { recursive: true });
      await writeFile(path.join(contextDir, name), content);
    }
    return sandbox.engine.build({ contextDir, ...request });
  }

  /** Runs a shell's script in a sandbox. */
  run(sandbox: Sandbox, script: string, request: Partial<RunRequest> = {}): Promise<RunOutcome> {
    const image = baseOf(sandbox);
    return sandbox.engine.run({ image, entrypoint: [], command: ["/bin/sh", "-c", script], ...request });
  }
}

function baseOf(sandbox: Sandbox): string {
  const base = sandbox.cast.bases.find(({ id }) => id === "busybox");
  if (!base) throw new Error("There is no busybox on the sandbox's disk.");
  return base.image;
}

/** Everything of one process's sandboxes that there may be on the machine. */
export async function leftOnTheMachine(pid = process.pid): Promise<readonly string[]> {
  const mark = ownerMark(pid);
  const trees = readdirSync("/sys/fs/cgroup").map((tree) => path.join("/sys/fs/cgroup", tree));
  const groups = trees.flatMap((tree) => names(tree)).filter((name) => name.includes(mark));
  const loops = readdirSync("/sys/block")
    .map((device) => path.join("/sys/block", device, "loop/backing_file"))
    .filter((file) => existsSync(file) && readFileSync(file, "utf8").includes(mark));
  const mounts = (await readFile("/proc/self/mountinfo", "utf8"))
    .split("\n")
    .filter((line) => line.includes(`sandbox-${mark}`));
  const processes = allProcesses()
    .filter(({ argv, state }) => state !== "Z" && argv.some((word) => word.includes(`sandbox-${mark}`)))
    .map(({ argv }) => argv.join(" "));
  const grade = path.join(stateDir(), "grade");
  const folders = [tmpdir(), path.join(grade, "disks"), path.join(grade, "sandboxes")];
  const files = (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).flat();
  const ours = files.filter(
    (name) => name.includes(`sandbox-${mark}`) || name.startsWith(`groundwork-${mark}`),
  );
  return [...groups, ...loops, ...mounts, ...processes, ...ours];
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** For a build that must not succeed. */
export function expectFailed(outcome: BuildOutcome): void {
  expect(outcome.ok, outcome.log).toBe(false);
}
