import { once } from "node:events";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { BadInput } from "../lab/errors.ts";
import { lastBuilt } from "../serve/build.ts";
import { openLearner } from "../learn/learner.ts";
import { openLive } from "../serve/live/open.ts";
import { isLoopback, serveStatic } from "../serve/static.ts";
import type { LivePart, StaticServer } from "../serve/static.ts";
import { stateDir } from "../state.ts";
import { builtPages } from "./built-pages.ts";
import { interruptSignal } from "./interrupt.ts";
import { progress } from "./progress.ts";

interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly build: boolean;
  readonly live: boolean;
}

const usualPort = 4173;

const HELP = `
A lab's page then shows your files and your points, runs the lab on your engine, and shows each step
as it happens. Runs go one by one; a second tab sees the same. Ending the server ends what it runs.

Only this machine can reach it, only its own pages can ask it to do something, and all it does is
what \`groundwork lab\` does: lay out, check and open your copies under work/.

Environment: LAUNCH_EDITOR  command of the editor that the page opens (default: the one that runs,
                            else VISUAL or EDITOR)`;

/** `groundwork serve`: builds the course's pages if need be, and serves them to this machine until Ctrl-C. */
export function serveCommand(): Command {
  return new Command("serve")
    .option("--port <number>", `port to listen on (default: ${usualPort}, or the next that is free)`, toPort)
    .option("--host <address>", "loopback address to listen on", toHost, "127.0.0.1")
    .option("--no-build", "serve the pages as they were built last")
    .option("--no-live", "only serve the pages: no page can run a lab")
    .addHelpText("after", HELP)
    .action(serve);
}

async function serve({ port, host, build, live: wanted }: ServeOptions): Promise<void> {
  const folder = await siteFolder(build);
  const live = wanted ? openLive(openLearner({ onProblem: progress }), progress) : null;
  const server = await start(folder, host, port, live?.part);
  console.log(`Groundwork is at ${server.url}`);
  progress(live ? "A lab's page can run its lab. Ctrl-C ends it." : "Ctrl-C ends it.");
  if (!interruptSignal.aborted) await once(interruptSignal, "abort");
  // First what runs in the engine: a page that is told so should still be there to show it.
  await live?.close();
  await server.close();
}

async function siteFolder(build: boolean): Promise<string> {
  if (build) return builtPages();
  const built = await lastBuilt(join(stateDir(), "site"));
  if (built !== null) return built;
  throw new BadInput("the pages were never built", "Leave out --no-build.");
}

async function start(
  folder: string,
  host: string,
  port: number | undefined,
  live: LivePart | undefined,
): Promise<StaticServer> {
  try {
    const tryNext = port === undefined ? 50 : 0;
    return await serveStatic({ folder, host, port: port ?? usualPort, tryNext, live });
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
