import { existsSync, rmSync, writeFileSync } from "node:fs";

const POLICY = "/usr/sbin/policy-rc.d";

/** Exit code 101 of policy-rc.d means "action forbidden" (Debian's invoke-rc.d policy). */
const REFUSE_ALL = "#!/bin/sh\n# Made by Groundwork for the time of one installation.\nexit 101\n";

/**
 * Runs an installation during which no package may start a daemon. A policy of the machine's own is left as it is.
 * The temporary file goes away whatever happens, also when the user presses Ctrl-C: that ends the installation
 * first, then us.
 */
export async function withoutDaemonStarts<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  outer?: AbortSignal,
): Promise<Result> {
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const onSignal = () => stop.abort();
  const made = !existsSync(POLICY);
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    if (made) writeFileSync(POLICY, REFUSE_ALL, { mode: 0o755, flag: "wx" });
    return await work(signal);
  } finally {
    if (made) rmSync(POLICY, { force: true });
    for (const name of SIGNALS) process.off(name, onSignal);
    // Nobody else listens, so the signal that we held back takes its usual course now.
    if (stop.signal.aborted && process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
