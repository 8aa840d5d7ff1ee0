import type { Observation } from "../../../workbench/record/schema.ts";

type RunOrBuild = Extract<Observation, { kind: "run" | "build" }>;

/** Who said a text: the program on one of its two streams, the engine, or a step of the build. */
export type StreamName = "stdout" | "stderr" | "engine" | "build";

export interface Stream {
  readonly name: StreamName;
  readonly text: string;
}

/** The texts of an observation, in reading order, or those of one stream; empty ones are left out. */
export function streamsOf(observation: RunOrBuild, only?: StreamName): Stream[] {
  const all: Stream[] =
    observation.kind === "run"
      ? [
          { name: "stdout", text: observation.stdout },
          { name: "stderr", text: observation.stderr },
          { name: "engine", text: observation.engineError ?? "" },
        ]
      : [
          { name: "build", text: observation.failure?.output ?? "" },
          { name: "engine", text: observation.failure?.message ?? "" },
        ];
  const isWanted = (name: StreamName): boolean =>
    only === undefined || name === only || (only === "stderr" && name === "engine");
  return all
    .map(({ name, text }) => ({ name, text: text.replace(/\n+$/, "") }))
    .filter(({ name, text }) => isWanted(name) && text !== "");
}

/** How it ended, in words, and whether that is what the command was for. */
export function endOf(observation: RunOrBuild): { readonly ok: boolean; readonly words: string } {
  if (observation.kind === "build") {
    const { ok, failure } = observation;
    const line = failure?.line === null || failure?.line === undefined ? "" : ` at line ${failure.line}`;
    return ok ? { ok, words: "built" } : { ok, words: `the build failed${line}` };
  }
  const { exitCode, started, timedOut, oomKilled } = observation;
  const how = [
    started ? "" : "the container never started",
    oomKilled ? "killed: out of memory" : "",
    timedOut ? "stopped: it did not end by itself" : "",
    exitCode === null ? "" : `exit code ${exitCode}`,
  ];
  return { ok: started && exitCode === 0, words: how.filter((part) => part !== "").join("; ") };
}
