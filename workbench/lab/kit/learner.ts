import { stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ClaimFailed } from "./failure.ts";
import { callInThread, ENDED, type LearnerCall } from "./learner-call.ts";

const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), stage: z.enum(["load", "call"]), message: z.string() }),
]);

/** Calls a learner's function somewhere, and hands on what came back. */
export type Caller = (call: LearnerCall) => Promise<unknown>;

/**
 * The named export of a handed-in TypeScript file, as a function that runs in a thread of its own, or in a container when
 * it is graded: an endless loop ends after five seconds instead of hanging the lab. Every way in which it can fail fails
 * the task in plain words.
 */
export async function learnerFunction<Args extends readonly unknown[], Result>(
  targetDir: string,
  file: string,
  exportName: string,
  caller: Caller = callInThread,
): Promise<(...args: Args) => Promise<Result>> {
  const full = path.join(targetDir, file);
  if (!(await stat(full).catch(() => null))) {
    throw complaint(file, "file-missing", `a file ${file}`, "There is none.", "It was removed or renamed.");
  }
  return async (...args) => {
    const answer = read(await caller({ file: full, exportName, args }));
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

/** What a learner's function sends may be anything. */
function read(answer: unknown): z.infer<typeof answerSchema> {
  const parsed = answerSchema.safeParse(answer);
  return parsed.success ? parsed.data : { ok: false, stage: "call", message: ENDED };
}

function complaint(file: string, code: string, expected: string, seen: string, cause: string): ClaimFailed {
  return new ClaimFailed({ code, expected, seen, cause, where: file });
}
