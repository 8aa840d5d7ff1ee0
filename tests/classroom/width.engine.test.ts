import { execFile } from "node:child_process";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { testFolder } from "./scene.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
const { endpoint } = (await connectEngine()).facts;

/** Lines of stdout of a command in a terminal of so many columns, made by util-linux's `script`. */
async function inTerminal(columns: number, args: readonly string[]): Promise<readonly string[]> {
  const command = `stty cols ${columns} rows 50; "$NODE" "$MAIN" ${args.join(" ")} 2>"$ERRORS"`;
  const folder = await testFolder();
  const env = {
    ...process.env,
    DOCKER_HOST: endpoint,
    NODE: process.execPath,
    MAIN,
    ERRORS: path.join(folder, "e"),
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
  };
  const out = await new Promise<string>((resolve) => {
    execFile("script", ["-qec", command, "/dev/null"], { cwd: PROJECT_DIR, env }, (_, stdout) =>
      resolve(stdout),
    );
  });
  return stripVTControlCharacters(out).split(/\r?\n/);
}

const COMMANDS: readonly (readonly string[])[] = [
  ["doctor"],
  ["bases"],
  ["clean", "--dry-run"],
  ["prefetch", "--list"],
  ["list"],
  ["check", "03-scratch", "--path", "labs/03-scratch/traps", "--task", "static"],
];

test.each(COMMANDS.map((args) => [args.join(" "), args] as const))(
  "%s fits into 40 columns, but for words that are longer",
  async (_, args) => {
    const lines = await inTerminal(40, args);
    expect(lines.join("").trim().length).toBeGreaterThan(100);
    const wide = lines.filter((line) => stringWidth(line) > 40 && line.trim().includes(" "));
    expect(wide).toEqual([]);
  },
);
