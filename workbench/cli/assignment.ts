import { Command } from "commander";
import { checkAssignmentCommand } from "./assignment/check.ts";
import { newAssignmentCommand } from "./assignment/new.ts";
import { packCommand } from "./assignment/pack.ts";
import { workflowCommand } from "./assignment/workflow.ts";

/** `groundwork assignment`: labs as graded exercises, from the first line to the CI that grades them. */
export function assignmentCommand(): Command {
  const command = new Command("assignment");
  for (const part of [newAssignmentCommand, checkAssignmentCommand, packCommand, workflowCommand])
    command.addCommand(part());
  return command;
}
