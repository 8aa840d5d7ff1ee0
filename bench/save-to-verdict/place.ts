import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { baseLookup, resolveDockerfile, type Lookup } from "../../workbench/bases/dockerfile.ts";
import { newRunId } from "../../workbench/engine/scope.ts";
import type { Engine } from "../../workbench/engine/types.ts";
import type { Lab } from "../../workbench/lab/load.ts";
import { prepareCast } from "../../workbench/lab/prepare.ts";
import { prepareTarget } from "../../workbench/lab/target.ts";
import type { BenchCase } from "./cases.ts";

const run = promisify(execFile);

/** A case's files in a folder, twice: as the learner has them, and with the names that this engine's bases have. */
export interface Place extends AsyncDisposable {
  readonly handIn: string;
  readonly dockerfile: string;
  /** Milliseconds that a person's own `docker build` and `docker run`s of these files take. */
  bareMs(): Promise<number>;
}

/** Lays out a case for one engine; removed with the image that the bare build makes when it is disposed. */
export async function placeOf(engine: Engine, lab: Lab, each: BenchCase): Promise<Place> {
  const top = await mkdtemp(path.join(tmpdir(), "groundwork-bench-"));
  const [handIn, bare] = [path.join(top, "hand-in"), path.join(top, "bare")];
  await using target = await prepareTarget(lab, each.target, "bench");
  for (const to of [handIn, bare]) await cp(target.dir, to, { recursive: true });
  const dockerfile = path.join(each.folder, "Dockerfile");
  const text = await readFile(path.join(bare, dockerfile), "utf8");
  await writeFile(path.join(bare, dockerfile), resolveDockerfile(text, await lookupFor(engine, lab)).text);
  const tag = `groundwork/bench-${newRunId()}:1`;
  const docker = (...args: readonly string[]) => run("docker", ["-H", engine.facts.endpoint, ...args]);
  return {
    handIn,
    dockerfile: path.join(handIn, dockerfile),
    async bareMs() {
      const start = performance.now();
      await docker("build", "-t", tag, path.join(bare, each.folder));
      for (const { options = [], words } of each.runs) {
        // Without a network, as the lab's own runs: with one, docker itself would take longer.
        const ran = docker("run", "--rm", "--network", "none", ...options, tag, ...words);
        // One that does not start, or fails, is what some of these files are about.
        await ran.catch(() => undefined);
      }
      return performance.now() - start;
    },
    async [Symbol.asyncDispose]() {
      await docker("image", "rm", "-f", tag).catch(() => undefined);
      await rm(top, { recursive: true, force: true });
    },
  };
}

async function lookupFor(engine: Engine, lab: Lab): Promise<Lookup> {
  const { bases, programs } = lab.manifest;
  const cast = await prepareCast(engine, { bases, programs });
  const base = baseLookup(cast.bases);
  return (reference) => {
    const id = reference.replace(/^programs\//, "");
    const image = id === reference ? undefined : cast.programImages[id];
    return image === undefined ? base(reference) : { kind: "program", id, image };
  };
}
