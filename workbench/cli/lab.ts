import { Command } from "commander";
import { checkCommand } from "./learn/check.ts";
import { diffCommand } from "./learn/diff.ts";
import { hintCommand } from "./learn/hint.ts";
import { listCommand } from "./learn/list.ts";
import { nextCommand } from "./learn/next.ts";
import { resetCommand } from "./learn/reset.ts";
import { solutionCommand } from "./learn/solution.ts";
import { startCommand } from "./learn/start.ts";

/** `groundwork lab`: everything a learner does with a lab. All but `start` are commands of their own as well. */
export function labCommand(): Command {
  const parts = [
    listCommand,
    startCommand,
    checkCommand,
    hintCommand,
    nextCommand,
    diffCommand,
    solutionCommand,
    resetCommand,
  ];
  const command = new Command("lab");
  for (const part of parts) command.addCommand(part());
  return command;
}
