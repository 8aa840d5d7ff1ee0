import type { Command } from "commander";
import { rememberCompiled } from "./compiled.ts";
import { EXIT } from "./exit.ts";
import { finishesFirst, interruptSignal, listenForInterrupts } from "./interrupt.ts";

rememberCompiled();
listenForInterrupts();

// A terminal that was closed takes no more words; what runs in the engine still has to be tidied up.
process.stderr.on("error", () => undefined);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (interruptSignal.aborted || error.code === "EIO") return;
  if (error.code === "EPIPE") process.exit(EXIT.fine);
  throw error;
});

const args = process.argv.slice(2);
try {
  if (args.length === 0) await alone();
  else await (await program()).parseAsync(args, { from: "user" });
  if (interruptSignal.aborted && !finishesFirst()) process.exitCode = EXIT.interrupted;
} catch (error) {
  const { complaint } = await import("./errors.ts");
  const { exitCode, text } = complaint(
    error,
    interruptSignal.aborted,
    Boolean(process.env["GROUNDWORK_DEBUG"]),
  );
  if (text) process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}

/** Without a word, the learner's task: it has to stand there at once, so nothing else is loaded for it. */
async function alone(): Promise<void> {
  if (process.stdin.isTTY && process.stdout.isTTY) await (await import("./learn/watch.ts")).watch({});
  else await (await import("./learn/where.ts")).printWhere({});
}

async function program(): Promise<Command> {
  return (await import("./program.ts")).programFor(args);
}
