import { complaint } from "./errors.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal, listenForInterrupts } from "./interrupt.ts";
import { programFor } from "./program.ts";

listenForInterrupts();

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.fine);
  throw error;
});

const args = process.argv.slice(2);
try {
  const program = await programFor(args);
  if (args.length === 0) program.outputHelp();
  else await program.parseAsync(args, { from: "user" });
  if (interruptSignal.aborted) process.exitCode = EXIT.interrupted;
} catch (error) {
  const { exitCode, text } = complaint(
    error,
    interruptSignal.aborted,
    Boolean(process.env["GROUNDWORK_DEBUG"]),
  );
  if (text) process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}
