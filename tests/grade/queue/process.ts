import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { PROJECT_DIR } from "../../../workbench/project.ts";

export interface StartRequest {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A command that starts the one given to it, for example in a network of its own. */
  readonly through?: readonly string[];
  /** Another checkout, in which the command lies. */
  readonly project?: string;
  /** It outlives the test that started it; whoever did ends it. */
  readonly stays?: boolean;
}

/** A `groundwork` command that runs while the test does something else. Killed when the test ends, with all that it started. */
export class Running {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #said = "";
  stdout = "";

  constructor({ args, env = {}, through = [], project = PROJECT_DIR, stays = false }: StartRequest) {
    const main = path.join(project, "workbench", "cli", "main.ts");
    const [program = "", ...rest] = [...through, process.execPath, main, ...args];
    this.#child = spawn(program, rest, {
      cwd: project,
      env: { ...process.env, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#said += chunk.toString();
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => (this.#said += chunk.toString()));
    this.#ended = once(this.#child, "close").then(() => this.#child.exitCode);
    if (!stays) onTestFinished(() => this.kill());
  }

  /** Everything that it has said. */
  get said(): string {
    return this.#said;
  }

  /** Waits until it says something, from a place in what it has said. Returns where that ends. Throws when it does not come. */
  async says(sign: string | RegExp, from = 0, withinMs = 120_000): Promise<number> {
    const end = performance.now() + withinMs;
    for (;;) {
      const rest = this.#said.slice(from);
      const found = typeof sign === "string" ? literal(rest, sign) : pattern(rest, sign);
      if (found !== null) return from + found;
      if (performance.now() > end || this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`"${String(sign)}" was not said:\n${this.#said}`);
      await sleep(20);
    }
  }

  /** To it and to all that it has started. */
  signal(name: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, name);
    } catch {
      // It has ended by itself.
    }
  }

  /** To it alone, as a service manager does. */
  ask(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code; null when a signal ended it. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
  }
}

function literal(text: string, sign: string): number | null {
  const at = text.indexOf(sign);
  return at < 0 ? null : at + sign.length;
}

function pattern(text: string, sign: RegExp): number | null {
  const match = sign.exec(text);
  return match === null ? null : match.index + match[0].length;
}
