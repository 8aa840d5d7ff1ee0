import { spawn } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program to its end and returns how it ended, with its output unless it is shown as it comes.
 * A terminal sends Ctrl-C to the child as well, so we only wait for it; a signal sent to us alone is passed on.
 */
export async function run(program, args, { env = process.env, cwd, show = false } = {}) {
  const child = spawn(program, args, { env, cwd, stdio: show ? "inherit" : ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  let interrupted = false;
  const onSignal = (signal) => {
    interrupted = true;
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await new Promise((resolve) => {
      child.on("error", (error) => resolve({ code: 127, output: error.message, interrupted }));
      child.on("close", (code, signal) =>
        resolve({ code: code ?? codeOf(signal), output, interrupted: interrupted || signal === "SIGINT" }),
      );
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}

function codeOf(signal) {
  return { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGKILL: 137 }[signal] ?? 1;
}
