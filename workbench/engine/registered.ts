import type Dockerode from "dockerode";
import { z } from "zod";
import { engineMessage } from "./answers.ts";
import { refusal } from "./pull.ts";
import type { RegisteredOutcome } from "./push-types.ts";

/** How long a registry may keep an engine waiting for a few hundred bytes. */
const ANSWER_MS = 15_000;

const answerSchema = z.looseObject({ Descriptor: z.looseObject({ digest: z.string() }) });

/**
 * Asks a registry, through the engine, what a tag means there now: the digest of its manifest or index. Nothing is pulled.
 * A registry that does not answer, or refuses, is a value.
 */
export async function registered(docker: Dockerode, reference: string): Promise<RegisteredOutcome> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_MS);
  try {
    const answer: unknown = await docker.getImage(reference).distribution({ abortSignal: stop.signal });
    return { ok: true, digest: answerSchema.parse(answer).Descriptor.digest };
  } catch (error) {
    if (stop.signal.aborted)
      return { ok: false, kind: "unreachable", message: `No answer within ${ANSWER_MS / 1000} s.` };
    const { kind, message } = refusal(engineMessage(error));
    return { ok: false, kind, message };
  } finally {
    clearTimeout(timer);
  }
}
