import { fileURLToPath } from "node:url";
import { serialize } from "node:v8";
import { z } from "zod";
import { EngineFault } from "../../engine/errors.ts";
import type { Conversation, Engine } from "../../engine/types.ts";
import { CALL_MS, ENDED, type LearnerCall } from "./learner-call.ts";

/** The base in which learners' functions run when they are graded; it must be in the place of the check. */
export const LEARNER_BASE = "distroless-nodejs";

/** How long the container may take to be there, above what a call may take. */
const STARTING_MS = 20_000;
const INSIDE = "/groundwork";

const lineSchema = z.strictObject({ id: z.number(), answer: z.unknown() });

/** Calls learners' functions inside of one container, which has no network, no rights and nothing of the lab in it. */
export class LearnerContainer implements AsyncDisposable {
  readonly #engine: Engine;
  readonly #image: string;
  readonly #targetDir: string;
  #talk: Promise<Conversation> | undefined;
  #calls = 0;

  constructor(engine: Engine, image: string | null, targetDir: string) {
    if (image === null) {
      throw new EngineFault(
        `Learners' functions run in the base ${LEARNER_BASE}, which this engine does not hold.`,
        "Name it among the bases of the sandbox.",
      );
    }
    this.#engine = engine;
    this.#image = image;
    this.#targetDir = targetDir;
  }

  /** One call; what comes back is the function's word, and has to be doubted. A container that it ends is made anew. */
  async call(call: LearnerCall): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    const talk = await (this.#talk ??= this.#start());
    // Only towards the container: what comes out of it is JSON and nothing else, since reading V8's form trusts its writer.
    talk.say(JSON.stringify({ id, ...call, args: serialize(call.args).toString("base64") }));
    const end = performance.now() + CALL_MS + STARTING_MS;
    for (let line: string | null = ""; line !== null;) {
      line = await talk.hear(Math.max(0, end - performance.now()));
      const answer = line === null ? null : answerIn(line, id);
      if (answer !== null) return answer.answer;
    }
    await this[Symbol.asyncDispose]();
    return { ok: false, stage: "call", message: ENDED };
  }

  #start(): Promise<Conversation> {
    const parts = ["learner-loop.ts", "learner-call.ts", "learner-thread.ts"];
    const kit = parts.map((name) => `${fileURLToPath(new URL(name, import.meta.url))}:${INSIDE}/${name}:ro`);
    return this.#engine.converse({
      image: this.#image,
      command: ["--disable-warning=ExperimentalWarning", `${INSIDE}/learner-loop.ts`],
      // Under the path that it has out here, which an error's text may name.
      binds: [...kit, `${this.#targetDir}:${this.#targetDir}:ro`],
      readOnly: true,
      noNewPrivileges: true,
      capDrop: ["ALL"],
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const talk = await this.#talk?.catch(() => undefined);
    this.#talk = undefined;
    await talk?.[Symbol.asyncDispose]();
  }
}

/** The answer in a line, if it is one to this call; a function may print anything. */
function answerIn(line: string, id: number): { readonly answer: unknown } | null {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success && parsed.data.id === id ? { answer: parsed.data.answer } : null;
  } catch {
    return null;
  }
}
