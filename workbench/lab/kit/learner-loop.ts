import { createInterface } from "node:readline";
import { deserialize } from "node:v8";
import { callInThread, type LearnerCall } from "./learner-call.ts";

/** Runs in a container of a graded run: takes calls as lines of JSON, and answers each with a line under its number. */
interface Asked extends Omit<LearnerCall, "args"> {
  readonly id: number;
  /** As V8 writes values: a set stays a set, as it does between threads. */
  readonly args: string;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, args, ...rest } = JSON.parse(line) as Asked;
  const call = { ...rest, args: deserialize(Buffer.from(args, "base64")) as unknown[] };
  process.stdout.write(`${answerOf(id, await callInThread(call))}\n`);
}

/** A value that JSON can't say is an error of the function, as one that threads can't hand on is. */
function answerOf(id: number, answer: unknown): string {
  try {
    return JSON.stringify({ id, answer });
  } catch (error) {
    return JSON.stringify({ id, answer: { ok: false, stage: "call", message: String(error) } });
  }
}
