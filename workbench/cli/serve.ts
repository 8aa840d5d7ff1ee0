import { once } from "node:events";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { BadInput } from "../lab/errors.ts";
import { buildSite, lastBuilt } from "../serve/build.ts";
import { isLoopback, serveStatic } from "../serve/static.ts";
import type { StaticServer } from "../serve/static.ts";
import { PROJECT_DIR } from "../project.ts";
import { stateDir } from "../state.ts";
import { interruptSignal } from "./interrupt.ts";

interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly build: boolean;
}

const usualPort = 4173;

/** `groundwork serve`: builds the course's pages if need be, and serves them to this machine until Ctrl-C. */
export function serveCommand(): Command {
  return new Command("serve")
    .option("--port <number>", `port to listen on (default: ${usualPort}, or the next that is free)`, toPort)
    .option("--host <address>", "loopback address to listen on", toHost, "127.0.0.1")
    .option("--no-build", "serve the pages as they were built last")
    .action(serve);
}

async function serve({ port, host, build }: ServeOptions): Promise<void> {
  const folder = await siteFolder(build);
  const server = await start(folder, host, port);
  console.log(`Groundwork is at ${server.url}`);
  console.error("Ctrl-C ends it.");
  if (!interruptSignal.aborted) await once(interruptSignal, "abort");
  await server.close();
}

async function siteFolder(build: boolean): Promise<string> {
  const store = join(stateDir(), "site");
  if (build)
    return buildSite({
      root: PROJECT_DIR,
      store,
      signal: interruptSignal,
      say: (line) => console.error(line),
    });
  const built = await lastBuilt(store);
  if (built !== null) return built;
  throw new BadInput("the pages were never built", "Leave out --no-build.");
}

async function start(folder: string, host: string, port: number | undefined): Promise<StaticServer> {
  try {
    return await serveStatic({ folder, host, port: port ?? usualPort, tryNext: port === undefined ? 50 : 0 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new BadInput(
      `port ${port ?? usualPort} is taken`,
      "Name another one with --port, or leave it out to get a free one.",
    );
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("a port is a whole number from 0 to 65535.");
}

function toHost(text: string): string {
  if (isLoopback(text)) return text;
  throw new InvalidArgumentError("the course is only served to this machine: 127.0.0.1, ::1 or localhost.");
}
