import { spawn } from "node:child_process";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { PROJECT_DIR } from "../../workbench/project.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
/** Signs of a line that a page shows without scrolling. */
const WIDTH = 76;
const FOLDER = path.join(PROJECT_DIR, "docs", "instructors", "golden");

/** True: what the guide's pages show is written anew instead of compared. */
export const isUpdating = process.env["GROUNDWORK_UPDATE_GUIDE"] === "1";

/** Takes out of a text what is another in each run, though the command says the same. */
export type Steadied = (text: string) => string;

/** A terminal's text, as the instructors' guide shows it: real commands, and all that they print. */
export class Transcript {
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;
  #text = "";

  /** @param cwd where the commands are run; they name their files from there */
  constructor(cwd: string, env: Readonly<Record<string, string>> = {}) {
    this.#cwd = cwd;
    this.#env = env;
  }

  /** Runs `npx groundwork …`, written as one types it: words in single quotes are one word. Resolves with the exit code. */
  async groundwork(typed: string): Promise<number> {
    const args = (typed.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ""));
    return this.run(`npx groundwork ${typed}`, process.execPath, [
      "--disable-warning=ExperimentalWarning",
      MAIN,
      ...args,
    ]);
  }

  /** Runs a program, and notes it as `shown`. */
  async run(shown: string, program: string, args: readonly string[]): Promise<number> {
    const folder = await mkdtemp(path.join(tmpdir(), "groundwork-transcript-"));
    // Both streams go to one file, so that their lines stand in the order in which a terminal shows them.
    const file = await open(path.join(folder, "said"), "a+");
    try {
      const env = {
        ...process.env,
        NO_COLOR: "1",
        FORCE_COLOR: undefined,
        NODE_ENV: undefined,
        ...this.#env,
      };
      const child = spawn(program, args, { cwd: this.#cwd, env, stdio: ["ignore", file.fd, file.fd] });
      const code = await new Promise<number>((resolve, reject) => {
        child.once("error", reject).once("close", (ended) => resolve(ended ?? -1));
      });
      const said = await readFile(path.join(folder, "said"), "utf8");
      const gap = this.#text === "" ? "" : "\n";
      this.#text += `${gap}$ ${folded(shown)}\n${said.replaceAll(`${this.#cwd}/`, "")}`;
      return code;
    } finally {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Holds what was said until now against what is stored, and begins anew. */
  async keptAs(name: string, steadied: Steadied = (text) => text): Promise<void> {
    const text = this.#text;
    this.#text = "";
    await expectShown(name, text, steadied);
  }
}

/** A long command as one types it over several lines, so that a page shows all of it. */
function folded(command: string): string {
  const [first = "", ...options] = command.split(/ (?=--)/);
  const lines = [first];
  for (const option of options) {
    const line = lines.at(-1) ?? "";
    if (line.length + option.length < WIDTH) lines[lines.length - 1] = `${line} ${option}`;
    else lines.push(`  ${option}`);
  }
  return lines.join(" \\\n");
}

/** Holds a text against the one that the guide's pages show under this name; stores it when the guide is updated. */
export async function expectShown(
  name: string,
  text: string,
  steadied: Steadied = (same) => same,
): Promise<void> {
  const file = path.join(FOLDER, name);
  if (isUpdating) {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, text);
  }
  const stored = await readFile(file, "utf8").catch(() => "");
  expect(
    steadied(text),
    `docs/instructors/golden/${name} shows something else. To write it anew: GROUNDWORK_UPDATE_GUIDE=1, and the same test`,
  ).toBe(steadied(stored));
}
