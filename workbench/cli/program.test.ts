import type { Command } from "commander";
import { expect, test } from "vitest";
import { COMMANDS } from "./commands.ts";
import { programFor } from "./program.ts";

/** The commands that do something, with their full names; `serve` prints no data but an address, and then serves. */
async function leaves(): Promise<readonly (readonly [string, Command])[]> {
  const found: (readonly [string, Command])[] = [];
  for (const { name } of COMMANDS.filter((each) => each.name !== "serve")) {
    const program = await programFor([name]);
    const command = program.commands.find((each) => each.name() === name)!;
    const below = command.commands.filter((each) => each.name() !== "help");
    for (const each of below) found.push([`${name} ${each.name()}`, each]);
    if (below.length === 0) found.push([name, command]);
  }
  return found;
}

test("every command that prints data prints it as JSON too", async () => {
  const without = (await leaves()).filter(
    ([, command]) => !command.options.some((one) => one.long === "--json"),
  );
  expect(without.map(([name]) => name)).toEqual([]);
});

test("every command and option says in its help what it is for", async () => {
  for (const [name, command] of await leaves()) {
    expect(command.description(), name).not.toBe("");
    for (const option of command.options) expect(option.description, `${name} ${option.flags}`).not.toBe("");
  }
});

test("help begins with what to do first, and names every command", async () => {
  const program = await programFor([]);
  let shown = "";
  program.configureOutput({ writeOut: (text) => (shown += text) }).outputHelp();
  expect(shown.split("\n")[0]).toContain("npm start");
  for (const { name } of COMMANDS) expect(shown).toMatch(new RegExp(`^  ${name} `, "m"));
  expect(shown).toContain("GROUNDWORK_STATE");
});

test.each([
  [["labb"], /Did you mean lab\?/],
  [["lab", "chek", "x"], /Did you mean check\?/],
  [["bases", "--jsn"], /Did you mean --json\?/],
])("groundwork %s: the nearest word is named", async (args, said) => {
  const program = await programFor(args);
  let shown = "";
  const quiet = (command: Command): void => {
    command.configureOutput({ writeErr: (text) => (shown += text) });
    command.commands.forEach(quiet);
  };
  quiet(program);
  await expect(program.parseAsync(args, { from: "user" })).rejects.toMatchObject({ exitCode: 1 });
  expect(shown).toMatch(said);
});
