import { spawn, type IPty } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { PROJECT_DIR } from "../../workbench/project.ts";

const LOOK_MS = 5;

export interface TerminalOptions {
  /** A program to start in place of this Node. */
  readonly program?: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** How the program in a terminal ended. */
export interface TerminalEnd {
  readonly exitCode: number;
  readonly signal: number | undefined;
}

/** A real pseudo-terminal with Node in it, and an emulator that shows what a person would see. */
export class Terminal implements AsyncDisposable {
  readonly ended: Promise<TerminalEnd>;
  /** Everything that was written to the terminal. */
  raw = "";
  readonly #pty: IPty;
  readonly #screen: xterm.Terminal;
  #isOver = false;

  constructor({ program, args, cwd = PROJECT_DIR, env = {}, columns = 80, rows = 30 }: TerminalOptions) {
    this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const own = { NO_COLOR: "1", TERM: "xterm-256color", ...env };
    const all = Object.entries({ ...process.env, ...own }).filter(([name]) => name !== "FORCE_COLOR");
    const whole = program === undefined ? ["--disable-warning=ExperimentalWarning", ...args] : [...args];
    this.#pty = spawn(program ?? process.execPath, whole, {
      cols: columns,
      rows,
      cwd,
      env: Object.fromEntries(all.filter((each): each is [string, string] => each[1] !== undefined)),
    });
    this.#pty.onData((data) => {
      this.raw += data;
      this.#screen.write(data);
    });
    this.ended = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#isOver = true;
        // Only once the emulator has shown all of it.
        this.#screen.write("", () => resolve({ exitCode, signal }));
      });
    });
  }

  /** Rows as they stand on the screen, without spaces at their ends. */
  rows(): string[] {
    const { active } = this.#screen.buffer;
    const rows = Array.from({ length: this.#screen.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true, 0, this.#screen.cols) ?? "").trimEnd(),
    );
    return rows.slice(0, rows.findLastIndex((row) => row !== "") + 1);
  }

  text(): string {
    return this.rows().join("\n");
  }

  /** True while the program shows the terminal's other screen. */
  isOnOtherScreen(): boolean {
    return this.#screen.buffer.active.type === "alternate";
  }

  /** Waits until the screen holds this; throws with the whole screen when it does not come. */
  async until(wanted: RegExp, ms = 60_000): Promise<string> {
    for (const end = Date.now() + ms; Date.now() < end;) {
      const text = this.text();
      if (wanted.test(text)) return text;
      if (this.#isOver) throw new Error(`The program ended before ${wanted} was seen:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error(`${wanted} was not seen in ${ms} ms:\n${this.text()}`);
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOver) this.#pty.kill("SIGKILL");
    await this.ended;
    this.#screen.dispose();
  }
}
