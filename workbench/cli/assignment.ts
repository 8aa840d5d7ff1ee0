import { Command } from "commander";
import { checkAssignmentCommand } from "./assignment/check.ts";
import { newAssignmentCommand } from "./assignment/new.ts";
import { packCommand } from "./assignment/pack.ts";

/** `groundwork assignment`: labs as graded exercises, from the first line to the handout. */
export function assignmentCommand(): Command {
  const command = new Command("assignment");
  for (const part of [newAssignmentCommand, checkAssignmentCommand, packCommand]) command.addCommand(part());
  return command;
}
