import { EventSourceParserStream } from "eventsource-parser/stream";
import { TOKEN_HEADER } from "../../../workbench/serve/token.ts";
import { messageSchema } from "../../../workbench/serve/messages.ts";
import type { Message } from "../../../workbench/serve/messages.ts";

/** `stale`: the server was started anew and no longer knows this page. */
export type Connection = "connecting" | "open" | "lost" | "stale";

export interface Listener {
  readonly message: (message: Message) => void;
  readonly connection: (connection: Connection) => void;
}

/** Milliseconds: the server gives a sign of life every ten seconds. */
const SILENCE_MS = 25_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 4_000;

/**
 * Listens to what happens to a lab, and goes on where it was after each interruption. A page in the background does
 * not listen: browsers allow few connections to one server, and it catches up when it is looked at again.
 * @returns ends it
 */
export function listen(lab: string, token: string, listener: Listener): () => void {
  const ended = new AbortController();
  void keepListening(lab, token, listener, ended.signal);
  return () => ended.abort();
}

async function keepListening(
  lab: string,
  token: string,
  listener: Listener,
  ended: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  const place = { lastId: null };
  listener.connection("connecting");
  while (!ended.aborted) {
    await untilVisible(ended);
    if (ended.aborted) return;
    const stop = AbortSignal.any([ended, whenHidden(ended)]);
    const heard = await hear(lab, token, listener, place, stop).catch(() => "lost" as const);
    if (heard === "stale") {
      listener.connection("stale");
      return;
    }
    if (ended.aborted) return;
    if (stop.aborted) continue;
    listener.connection("lost");
    pause = heard === "some" ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** One connection, from its beginning to its end. */
async function hear(
  lab: string,
  token: string,
  listener: Listener,
  place: { lastId: string | null },
  stop: AbortSignal,
): Promise<"some" | "stale" | "lost"> {
  const silence = new AbortController();
  const answer = await fetch(`/api/events?lab=${lab}`, {
    headers: { [TOKEN_HEADER]: token, ...(place.lastId === null ? {} : { "last-event-id": place.lastId }) },
    signal: AbortSignal.any([stop, silence.signal]),
  });
  if (answer.status === 401) return "stale";
  if (!answer.ok || answer.body === null) return "lost";
  listener.connection("open");
  const messages = answer.body
    .pipeThrough(alarm(() => silence.abort()))
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (let next = await messages.read(); next.value !== undefined; next = await messages.read()) {
      listener.message(messageSchema.parse(JSON.parse(next.value.data)));
      place.lastId = next.value.id ?? null;
    }
  } catch {
    // The connection broke, or was broken off: what was heard until now holds.
  }
  return "some";
}

/** Passes bytes on, and calls when none came for too long. */
function alarm(call: () => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let timer = setTimeout(call, SILENCE_MS);
  return new TransformStream({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(call, SILENCE_MS);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}

function untilVisible(ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === "visible") {
      resolve();
      return;
    }
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal: ended });
    ended.addEventListener("abort", () => resolve(), { once: true });
  });
}

function whenHidden(ended: AbortSignal): AbortSignal {
  const hidden = new AbortController();
  const look = (): void => {
    if (document.visibilityState === "hidden") hidden.abort();
  };
  document.addEventListener("visibilitychange", look, { signal: AbortSignal.any([ended, hidden.signal]) });
  return hidden.signal;
}
