import { EventSourceParserStream } from "eventsource-parser/stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EngineFault } from "../../engine/errors.ts";
import type { LabEvent } from "../../lab/events.ts";
import { TOKEN_HEADER } from "../token.ts";
import { messageSchema } from "../messages.ts";
import type { Message } from "../messages.ts";
import { served, TOKEN } from "./fixture.ts";
import type { Served } from "./fixture.ts";

const LAB = "01-base-image";
const OTHER = "02-layers";

let here: Served;
/** Tells an event of the run that is under way. */
let tell: (event: LabEvent) => void;
let end: () => void;
/** The lab that runs; null until its turn has come. */
let running: string | null;
const stops: AbortController[] = [];

beforeEach(async () => {
  running = null;
  here = await served(async (lab, _task, { signal, event }) => {
    const over = Promise.withResolvers<null>();
    tell = event;
    end = () => over.resolve(null);
    signal.addEventListener("abort", () => {
      event({ type: "run-cancelled", runId: "r", atMs: 1 });
      over.resolve(null);
    });
    event({ type: "preparing", runId: "r", atMs: 0, line: `begins ${lab.manifest.id}` });
    running = lab.manifest.id;
    await over.promise;
  });
});

afterEach(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await here[Symbol.asyncDispose]();
});

interface Heard {
  readonly id: string;
  readonly message: Message;
}

/** Listens as a page does. */
async function listen(lab: string, lastId?: string): Promise<() => Promise<Heard>> {
  const stop = new AbortController();
  stops.push(stop);
  const headers = {
    origin: here.origin,
    [TOKEN_HEADER]: TOKEN,
    ...(lastId === undefined ? {} : { "last-event-id": lastId }),
  };
  const answer = await fetch(`${here.origin}/api/events?lab=${lab}`, { headers, signal: stop.signal });
  expect(answer.status).toBe(200);
  const reader = answer.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  return async () => {
    const { value } = (await reader?.read()) ?? {};
    return { id: value?.id ?? "", message: messageSchema.parse(JSON.parse(value?.data ?? "null")) };
  };
}

const line = (text: string): LabEvent => ({ type: "preparing", runId: "r", atMs: 1, line: text });
const post = (path: string, body: unknown) => here.ask({ method: "POST", path, body });

/** Asks for a run, and waits until it is under way. */
async function run(lab: string): Promise<void> {
  await post("/api/runs", { lab });
  await expect.poll(() => running).toBe(lab);
}

async function until(next: () => Promise<Heard>, type: Message["type"]): Promise<Heard> {
  for (;;) {
    const heard = await next();
    if (heard.message.type === type) return heard;
  }
}

test("a page is told everything at once, then what happens", async () => {
  const next = await listen(LAB);
  expect((await next()).message).toMatchObject({
    type: "snapshot",
    state: { lab: LAB, begun: false },
    queue: { running: null, waiting: [] },
    last: null,
  });
  await post("/api/start", { lab: LAB });
  expect((await next()).message).toMatchObject({ type: "state", state: { begun: true } });
  const asked = await post("/api/runs", { lab: LAB, task: "child" });
  expect(asked.status).toBe(202);
  const { run } = JSON.parse(asked.text) as { run: string };
  expect((await until(next, "begun")).message).toMatchObject({ asked: { run, lab: LAB, task: "child" } });
  expect((await next()).message).toMatchObject({ type: "event", run, event: { line: `begins ${LAB}` } });
  const cancelled = await here.ask({ method: "DELETE", path: `/api/runs/${run}` });
  expect(cancelled, cancelled.text).toMatchObject({ status: 200 });
  expect((await until(next, "event")).message).toMatchObject({ event: { type: "run-cancelled" } });
  expect(await here.ask({ method: "DELETE", path: `/api/runs/${run}` })).toMatchObject({ status: 404 });
});

test("a page that lost its connection goes on where it was, and misses and repeats nothing", async () => {
  await run(LAB);
  const first = await listen(LAB);
  const { id } = await first();
  for (const text of ["a", "b", "c"]) tell(line(text));
  const again = await listen(LAB, id);
  const heard = [await again(), await again(), await again()];
  expect(heard.map(({ message }) => message)).toMatchObject(
    ["a", "b", "c"].map((text) => ({ event: { line: text } })),
  );
  const later = await listen(LAB, heard[1]?.id);
  expect((await later()).message).toMatchObject({ event: { line: "c" } });
});

test("a page that was loaded in the middle of a run is told what it has missed", async () => {
  await run(LAB);
  tell(line("a"));
  for (const id of [undefined, "another-start-1", `${here.live.epoch}-999999`, "nonsense"]) {
    const next = await listen(LAB, id);
    expect((await next()).message).toMatchObject({
      type: "snapshot",
      queue: { running: { lab: LAB } },
      last: { asked: { lab: LAB }, events: [{ line: `begins ${LAB}` }, { line: "a" }] },
    });
  }
  end();
});

test("a page hears of another lab that it is in the queue, and nothing else", async () => {
  const next = await listen(OTHER);
  await next();
  await run(LAB);
  await post("/api/runs", { lab: OTHER });
  tell(line("not for you"));
  end();
  const heard: Message[] = [];
  do heard.push((await next()).message);
  while (heard.at(-1)?.type !== "event");
  expect(heard.filter(({ type }) => type !== "queue")).toMatchObject([
    { type: "begun", asked: { lab: OTHER } },
    { type: "event", lab: OTHER, event: { line: `begins ${OTHER}` } },
  ]);
  expect(heard).toContainEqual(
    expect.objectContaining({
      queue: {
        running: expect.objectContaining({ lab: LAB }),
        waiting: [expect.objectContaining({ lab: OTHER })],
      },
    }),
  );
});

test("a run that fails on our side ends with a fault, and the next one has its turn", async () => {
  await using broken = await served(({ manifest }) =>
    manifest.id === LAB
      ? Promise.reject(new EngineFault("The engine went away.", "Start it."))
      : Promise.resolve(),
  );
  await broken.ask({ method: "POST", path: "/api/runs", body: { lab: LAB } });
  await broken.ask({ method: "POST", path: "/api/runs", body: { lab: OTHER } });
  await expect.poll(() => broken.live.queue).toEqual({ running: null, waiting: [] });
  expect((await broken.live.snapshot(LAB)).message).toMatchObject({
    last: { events: [], fault: { what: "The engine went away.", next: "Start it." } },
  });
  expect((await broken.live.snapshot(OTHER)).message).toMatchObject({ last: { fault: null } });
});

test("hints open one after the other, and stay open", async () => {
  const ask = async () =>
    JSON.parse((await post("/api/hints", { lab: LAB, task: "child" })).text) as {
      level: number;
      text: string;
    };
  const hints = [await ask(), await ask(), await ask(), await ask()];
  expect(hints.map(({ level }) => level)).toEqual([1, 2, 3, 3]);
  const { message } = await (await listen(LAB))();
  expect(message.type === "snapshot" && message.state.tasks.find(({ id }) => id === "child")).toMatchObject({
    hints: hints.slice(0, 3).map(({ text }) => text),
    moreHints: 0,
  });
});
