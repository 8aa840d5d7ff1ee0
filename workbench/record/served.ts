import { setTimeout } from "node:timers/promises";
import type { Health, Server } from "../engine/types.ts";
import { fileFrom } from "../lab/inspect.ts";
import { copyCommand, execCommand, healthCommand, stopCommand } from "./commands.ts";
import type { Observation } from "./schema.ts";
import { steadyText } from "./steady.ts";
import type { RecordedServer } from "./types.ts";

type RunObservation = Extract<Observation, { kind: "run" }>;
type Seen = Pick<RunObservation, "title" | "command" | "exitCode" | "stdout" | "stderr">;

const ASK_AGAIN_MS = 200;
/** A check whose interval is a second has ended long before. */
const HEALTH_MS = 20_000;

/**
 * A server whose answers are kept.
 * @param name what the reader calls the container
 * @param image key of the image that it was started from
 * @param keep takes each observation under its key
 */
export function recordedServer(
  server: Server,
  name: string,
  image: string,
  keep: (key: string, observation: RunObservation) => void,
): RecordedServer {
  const kept = (key: string, { stdout, stderr, ...seen }: Seen): void =>
    keep(key, {
      ...{ kind: "run", image, started: true, engineError: null, oomKilled: false, timedOut: false },
      ...{ ...seen, stdout: steadyText(stdout), stderr: steadyText(stderr), steady: true },
    });
  return {
    async exec(key, title, command) {
      const { exitCode, stdout, stderr } = await server.exec(command);
      kept(key, { title, command: execCommand(name, command), exitCode, stdout, stderr });
    },
    async copy(key, title, path) {
      const stdout = (await fileFrom(await server.copyOut(path))).toString("utf8");
      kept(key, { title, command: copyCommand(name, path), exitCode: 0, stdout, stderr: "" });
    },
    async health(key, title) {
      const stdout = healthText(await settled(server));
      kept(key, { title, command: healthCommand(name), exitCode: 0, stdout, stderr: "" });
    },
    async stop(key, title, seconds) {
      const { exitCode, durationMs } = await server.stop(seconds);
      const stdout = `${name}\n${exitCode}\n`;
      kept(key, { title, command: stopCommand(name, seconds), exitCode: 0, stdout, stderr: "" });
      return durationMs;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The health once a check has said something. */
async function settled(server: Server): Promise<Health> {
  const end = performance.now() + HEALTH_MS;
  let health = await server.health();
  while (health.status === "starting" && performance.now() < end) {
    await setTimeout(ASK_AGAIN_MS);
    health = await server.health();
  }
  return health;
}

/** What the template of `healthCommand` prints. */
function healthText({ status, checks: [first] }: Health): string {
  return `${status}: ${first?.output.trimEnd() ?? ""}\n`;
}
