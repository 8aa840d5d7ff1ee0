import { createReadStream } from "node:fs";
import { openEngine } from "../../workbench/engine/client.ts";
import { startPrivate } from "../../workbench/engine/private/engine.ts";
import { engineLayout } from "../../workbench/engine/private/layout.ts";
import { livingProcesses } from "../../workbench/engine/private/teardown.ts";
import type { Builder, Engine } from "../../workbench/engine/types.ts";

/** Kills a private engine under two builds and a run, and prints what came of each. */
const [, , stateDir = "", archive = "", tag = ""] = process.argv;

async function fresh(): Promise<Engine> {
  const engine = await openEngine({ endpoint: await startPrivate(stateDir), foundBy: "test" });
  if (!(await engine.image(tag))) await engine.load(createReadStream(archive));
  return engine;
}

function killAll(): void {
  for (const { pid } of livingProcesses(engineLayout(stateDir))) process.kill(pid, "SIGKILL");
}

async function underBuild(builder: Builder): Promise<{ ok: boolean; kind: string | null }> {
  const engine = await fresh();
  const outcome = await engine.build({
    contextDir: import.meta.dirname,
    dockerfileText: `FROM ${tag}\nRUN echo ready; sleep 1000\n`,
    builder,
    onLine: (line) => {
      if (line === "ready") killAll();
    },
  });
  return { ok: outcome.ok, kind: outcome.ok ? null : outcome.kind };
}

async function underRun(): Promise<string> {
  const engine = await fresh();
  setTimeout(killAll, 3_000);
  try {
    return JSON.stringify(await engine.run({ image: tag, entrypoint: ["sleep", "1000"] }));
  } catch (error) {
    return (error as Error).name;
  }
}

const seen = {
  classic: await underBuild("classic"),
  buildkit: await underBuild("buildkit"),
  run: await underRun(),
};
console.log(JSON.stringify(seen));
