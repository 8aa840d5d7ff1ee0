import { Command } from "commander";
import { lookForEngine } from "../engine/private/ensure.ts";
import { privateStatus, removePrivate, stopPrivate } from "../engine/private/engine.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";

/** `groundwork engine`: which engine is used, and the life of our private one. */
export function engineCommand(): Command {
  const command = new Command("engine").description("show, stop or remove the engine that Groundwork uses");
  command
    .command("status")
    .description("which engine answers, and how it was found; starts nothing (exit 1: none answers)")
    .option("--json", "print JSON")
    .action(status);
  command
    .command("stop")
    .description("stop the private engine; the images that it holds stay on disk")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const done = await stopPrivate(stateDir());
      report({ stopped: done }, done ? "The private engine is stopped." : NONE_RUNNING, options);
    });
  command
    .command("remove")
    .description("stop the private engine and delete all that it holds; engines of yours are not touched")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const done = await removePrivate(stateDir());
      report({ removed: done }, done ? REMOVED : "There is no private engine.", options);
    });
  return command;
}

const NONE_RUNNING = "No private engine is running. Engines of yours are not ours to stop.";
const REMOVED =
  "The private engine and all that it held are removed.\n" +
  "The docker.io package stays installed; `apt-get remove docker.io` takes it away, if you want that.";

async function status(options: { json?: boolean }): Promise<void> {
  const [{ found, tried }, own] = await Promise.all([lookForEngine(), privateStatus(stateDir())]);
  const used = found && { endpoint: found.endpoint, foundBy: found.foundBy, isPrivate: found.isPrivate };
  const text = [
    found ? `Engine: ${found.endpoint} (${found.foundBy})` : "Engine: none answers",
    ...tried.map((one) => `  ${one.answered ? "✓" : "·"} ${one.endpoint} (${one.foundBy}): ${one.reason}`),
    `Private engine: ${own.running ? "running" : own.exists ? "stopped" : "none"}${own.exists ? `, in ${own.root}` : ""}`,
  ];
  report({ used, tried, private: own }, text.join("\n"), options);
  if (!found) process.exitCode = EXIT.notSo;
}

function report(data: object, text: string, { json }: { json?: boolean }): void {
  console.log(json ? JSON.stringify(data, null, 2) : text);
}
