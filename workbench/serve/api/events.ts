import { setTimeout } from "node:timers/promises";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { SSEStreamingApi } from "hono/streaming";
import type { Live } from "../live/live.ts";
import type { Message } from "../messages.ts";

/** Milliseconds between signs of life: a page that hears none for longer takes the connection for lost. */
const BEAT_MS = 10_000;

/**
 * Streams what concerns one lab: from where `Last-Event-ID` says the page has come to, else from a snapshot on.
 * Throws Refused when too many listen, or there is no such lab.
 */
export async function streamMessages(c: Context, live: Live, lab: string): Promise<Response> {
  const place = live.listener();
  try {
    await live.state(lab);
  } catch (error) {
    place[Symbol.dispose]();
    throw error;
  }
  return streamSSE(c, async (stream) => {
    const gone = Promise.withResolvers<null>();
    stream.onAbort(() => gone.resolve(null));
    try {
      await tellFrom(numberOf(c.req.header("last-event-id"), live), stream, live, lab, gone.promise);
    } finally {
      place[Symbol.dispose]();
    }
  });
}

async function tellFrom(
  since: number | null,
  stream: SSEStreamingApi,
  live: Live,
  lab: string,
  gone: Promise<null>,
): Promise<void> {
  let at = since;
  while (!stream.aborted) {
    const changed = live.log.changed();
    const entries = at === null ? null : live.log.after(at);
    if (entries === null) {
      const { number, message } = await live.snapshot(lab);
      await tell(stream, live, number, message);
      at = number;
      continue;
    }
    for (const { number, message } of entries) {
      at = number;
      if (concerns(message, lab)) await tell(stream, live, number, message);
    }
    if (entries.length > 0) continue;
    const calm = new AbortController();
    const beat = setTimeout(BEAT_MS, "beat" as const, { signal: calm.signal }).catch(() => undefined);
    if ((await Promise.race([changed, gone, beat])) === "beat") await stream.write(": still here\n\n");
    calm.abort();
  }
}

function tell(stream: SSEStreamingApi, live: Live, number: number, message: Message): Promise<void> {
  return stream.writeSSE({ id: `${live.epoch}-${number}`, data: JSON.stringify(message) });
}

function concerns(message: Message, lab: string): boolean {
  switch (message.type) {
    case "queue":
      return true;
    case "snapshot":
    case "state":
      return message.state.lab === lab;
    case "begun":
      return message.asked.lab === lab;
    case "event":
    case "fault":
      return message.lab === lab;
  }
}

/** Numbers begin anew with each start of the server, so an id names its start. */
function numberOf(id: string | undefined, live: Live): number | null {
  const [start, number] = (id ?? "").split("-");
  return start === live.epoch && /^\d{1,15}$/.test(number ?? "") ? Number(number) : null;
}
