import { readFileSync } from "node:fs";
import { Command } from "commander";
import { z } from "zod";
import { COMMANDS } from "./commands.ts";

const Manifest = z.object({ version: z.string(), description: z.string() });

/** The `groundwork` command with the one subcommand loaded that these arguments ask for. */
export async function programFor(args: readonly string[]): Promise<Command> {
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
  );
  const program = new Command("groundwork")
    .description(manifest.description)
    .version(manifest.version, "-V, --version", "print the version")
    // `grade` has options of its own and commands below it: each option belongs to the word before it.
    .enablePositionalOptions()
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("before", FIRST)
    .addHelpText("after", AFTER);
  const words = args.filter((word) => !word.startsWith("-"));
  const wanted = words[0] === "help" ? words[1] : words[0];
  for (const { name, description, group, load } of COMMANDS) {
    const command = name === wanted ? await load() : new Command(name);
    program.addCommand(command.description(description).helpGroup(group));
  }
  return behave(program);
}

/** commander hands its settings down only to subcommands that it makes itself: ours get them here. */
function behave(command: Command): Command {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(\`${pathOf(command)} --help\` shows what there is)`)
    .helpOption("-h, --help", "show this help");
  for (const child of command.commands) behave(child.helpCommand(false));
  return command;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : `npx ${command.name()}`;
}

const FIRST = `New here? \`npm start\` opens the course. \`npx groundwork\` alone opens your task, and checks it on every save.
`;

const AFTER = `
What each command can do: npx groundwork COMMAND --help

Exit codes: 0 fine · 1 what was asked about is not so, or failed · 2 wrong use or bad input
            3 the engine or the machine failed · 4 it can't be told · 130 interrupted
Data goes to stdout, progress and errors to stderr. NO_COLOR is respected.

Environment: DOCKER_HOST         the engine to use, and no other (DOCKER_CONTEXT works too)
             GROUNDWORK_BUILDER  buildkit (the default) or classic
             GROUNDWORK_STATE    folder for what Groundwork keeps (default: .groundwork in the project)
             GROUNDWORK_PLAIN    1: append lines instead of redrawing a screen (for screen readers)
             GROUNDWORK_WORK     folder for your copies of the labs and your progress (default: work)
             GROUNDWORK_REDIS    address of Redis for grading on several machines, with its password
             GROUNDWORK_STORE    what these machines share: a folder, or s3://...
             GROUNDWORK_DEBUG    1: show where an error came from`;
