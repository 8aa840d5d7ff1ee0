import { Hono } from "hono";
import type { Context } from "hono";
import type { z } from "zod";
import {
  hintBodySchema,
  labQuerySchema,
  openBodySchema,
  runBodySchema,
  startBodySchema,
} from "../contract.ts";
import { asRefusal } from "../live/fault.ts";
import type { Live } from "../live/live.ts";
import { streamMessages } from "./events.ts";
import { Refused } from "./refuse.ts";

/**
 * What the API answers to requests that the guard has let in.
 * @param say told in one line of each fault of ours
 */
export function apiApp(live: Live, say: (line: string) => void): Hono {
  const app = new Hono();
  app.get("/api/state", async (c) => {
    const states = await Promise.all((await live.labs()).map((lab) => live.state(lab)));
    return c.json({ format: "groundwork.live/1", labs: states, queue: live.queue });
  });
  app.get("/api/events", async (c) => streamMessages(c, live, checked(labQuerySchema, c.req.query()).lab));
  app.post("/api/start", async (c) => {
    const { lab } = await body(c, startBodySchema);
    return c.json({ made: await live.start(lab) });
  });
  app.post("/api/runs", async (c) => {
    const { lab, task } = await body(c, runBodySchema);
    return c.json(await live.ask(lab, task), 202);
  });
  app.delete("/api/runs/:run", (c) => {
    live.cancel(c.req.param("run"));
    return c.json({ cancelled: true });
  });
  app.post("/api/hints", async (c) => {
    const { lab, task } = await body(c, hintBodySchema);
    return c.json(await live.hint(lab, task));
  });
  app.post("/api/open", async (c) => {
    const { lab, path } = await body(c, openBodySchema);
    await live.open(lab, path);
    return c.json({ opened: path });
  });
  app.notFound(() => {
    throw new Refused(
      404,
      "The API has nothing of that name.",
      "Only what a lab's page needs is answered.",
      "Load the page again: it may be older than the server.",
    );
  });
  app.onError((error, c) => {
    const { status, refusal } = asRefusal(error);
    if (status === 500) say(`a page asked for something that failed: ${refusal.what}`);
    return c.json(refusal, status);
  });
  return app;
}

async function body<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  if (!/^application\/json *(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new Refused(
      415,
      "The request's body is not said to be JSON.",
      "A form of another page could send anything else without asking.",
      "Send it as application/json.",
    );
  }
  const text = await c.req.text();
  return checked(schema, parsed(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("it is no valid JSON");
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw malformed(
    result.error.issues.map(({ path, message }) => `${path.join(".") || "all of it"}: ${message}`).join("; "),
  );
}

const malformed = (why: string): Refused =>
  new Refused(
    400,
    "The request can't be understood.",
    why,
    "Load the page again: it may be older than the server.",
  );
