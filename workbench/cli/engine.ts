import { Command } from "commander";
import { lookForEngine } from "../engine/private/ensure.ts";
import { privateStatus, removePrivate, stopPrivate } from "../engine/private/engine.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";

/** `groundwork engine`: which engine is used, and the life of our private one. */
export function engineCommand(): Command {
  const command = new Command("engine");
  command
    .command("status")
    .description("which engine answers, and how it was found; starts nothing (exit 1: none answers)")
    .option(...JSON_FLAG)
    .action(status);
  command
    .command("stop")
    .description("stop the private engine; the images that it holds stay on disk")
    .option(...JSON_FLAG)
    .action(async (options: JsonOption) => {
      const done = await stopPrivate(stateDir());
      print({ stopped: done }, done ? "The private engine is stopped." : NONE_RUNNING, options);
    });
  command
    .command("remove")
    .description("stop the private engine and delete all that it holds; engines of yours are not touched")
    .option(...JSON_FLAG)
    .action(async (options: JsonOption) => {
      const done = await removePrivate(stateDir());
      print({ removed: done }, done ? REMOVED : "There is no private engine.", options);
    });
  return command;
}

const NONE_RUNNING = "No private engine is running. Engines of yours are not ours to stop.";
const REMOVED =
  "The private engine and all that it held are removed.\n" +
  "The docker.io package stays installed; `apt-get remove docker.io` takes it away, if you want that.";

async function status(options: JsonOption): Promise<void> {
  const [{ found, tried }, own] = await Promise.all([lookForEngine(), privateStatus(stateDir())]);
  const used = found && { endpoint: found.endpoint, foundBy: found.foundBy, isPrivate: found.isPrivate };
  const text = [
    found ? `Engine: ${found.endpoint} (${found.foundBy})` : "Engine: none answers",
    ...tried.map((one) => `  ${one.answered ? "✓" : "·"} ${one.endpoint} (${one.foundBy}): ${one.reason}`),
    `Private engine: ${own.running ? "running" : own.exists ? "stopped" : "none"}${own.exists ? `, in ${own.root}` : ""}`,
  ];
  print({ used, tried, private: own }, text.join("\n"), options);
  if (!found) process.exitCode = EXIT.notSo;
}
