import { stat } from "node:fs/promises";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { ClaimFailed } from "./failure.ts";

/** Milliseconds that a learner's function may take for one call. */
const CALL_MS = 5_000;
/** Most heap that it may take: what it looks at is file lists. */
const HEAP_MB = 512;

const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), stage: z.enum(["load", "call"]), message: z.string() }),
]);

/**
 * The named export of a handed-in TypeScript file, as a function that runs in a thread of its own: an endless loop
 * ends after five seconds instead of hanging the lab. Every way in which it can fail fails the task in plain words.
 */
export async function learnerFunction<Args extends readonly unknown[], Result>(
  targetDir: string,
  file: string,
  exportName: string,
): Promise<(...args: Args) => Promise<Result>> {
  const full = path.join(targetDir, file);
  if (!(await stat(full).catch(() => null))) {
    throw complaint(file, "file-missing", `a file ${file}`, "There is none.", "It was removed or renamed.");
  }
  return async (...args) => {
    const answer = await callInThread(full, exportName, args);
    if (answer.ok) return answer.value as Result;
    const expected = `${file} exports a function ${exportName} that can be called`;
    const cause =
      answer.stage === "load"
        ? "The file could not be loaded."
        : "The function threw an error or did not return.";
    throw complaint(
      file,
      answer.stage === "load" ? "learner-load" : "learner-threw",
      expected,
      answer.message,
      cause,
    );
  };
}

function complaint(file: string, code: string, expected: string, seen: string, cause: string): ClaimFailed {
  return new ClaimFailed({ code, expected, seen, cause, where: file });
}

async function callInThread(
  file: string,
  exportName: string,
  args: readonly unknown[],
): Promise<z.infer<typeof answerSchema>> {
  const worker = new Worker(new URL("./learner-thread.ts", import.meta.url), {
    workerData: { file, exportName, args },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // Vitest's own loader flags are none of the learner's business.
    execArgv: [],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => {
        resolve({
          ok: false,
          stage: "call",
          message: `It had not returned after ${CALL_MS / 1000} seconds.`,
        });
      }, CALL_MS);
      worker.once("message", (message: unknown) => resolve(answerSchema.parse(message)));
      worker.once("error", (error: Error) => resolve({ ok: false, stage: "load", message: error.message }));
      worker.once("exit", () =>
        resolve({
          ok: false,
          stage: "call",
          message: "It ended without a result: it left the process, or waited for what never comes.",
        }),
      );
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
