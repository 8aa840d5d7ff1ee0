import { Worker } from "node:worker_threads";

/** Milliseconds that a learner's function may take for one call. */
export const CALL_MS = 5_000;
/** Most heap that it may take: what it looks at is file lists. */
const HEAP_MB = 512;

/** One call of a learner's function. */
export interface LearnerCall {
  /** Full path. */
  readonly file: string;
  readonly exportName: string;
  readonly args: readonly unknown[];
}

/**
 * Calls a learner's function in a thread of its own: an endless loop ends after five seconds. The answer is whatever the
 * thread sends, so who asks has to doubt it. Nothing but Node is imported: in a graded run this is loaded in a container.
 */
export async function callInThread(call: LearnerCall): Promise<unknown> {
  const worker = new Worker(new URL("./learner-thread.ts", import.meta.url), {
    workerData: call,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // Vitest's own loader flags are none of the learner's business.
    execArgv: [],
    // What the function prints is no part of any answer.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      const failed = (stage: "load" | "call", message: string): void =>
        resolve({ ok: false, stage, message });
      timer = setTimeout(() => failed("call", notReturned()), CALL_MS);
      worker.once("message", resolve);
      worker.once("error", (error: Error) => failed("load", error.message));
      worker.once("exit", () => failed("call", ENDED));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** What is said of a call that takes too long. */
export function notReturned(): string {
  return `It had not returned after ${CALL_MS / 1000} seconds.`;
}

/** What is said of a function that took its thread, or everything around it, down. */
export const ENDED = "It ended without a result: it left the process, or waited for what never comes.";
