import { expect, test } from "vitest";
import { ContextError } from "./context.ts";
import type { BuildEvent } from "./events.ts";
import { conclude } from "./outcome.ts";
import { Transcript } from "./transcript.ts";

const RUNNING = { timedOut: false, cancelled: false };
const DOCKERFILE = "FROM scratch\nRUN x\n";

function after(...events: readonly BuildEvent[]): Transcript {
  const transcript = new Transcript(1000);
  for (const event of events) transcript.hear(event);
  return transcript;
}

const step: BuildEvent = { type: "step", id: "2", name: "Step 2/2 : RUN x", cached: false, ended: false };
const said: BuildEvent = { type: "output", id: "2", text: "half\n" };
const image: BuildEvent = { type: "image", id: "sha256:1" };
const refused = Object.assign(new Error("(HTTP code 400) unexpected - unknown instruction: X "), {
  statusCode: 400,
});

test.each([
  ["an image", { transcript: after(step, image) }, { ok: true, imageId: "sha256:1" }],
  [
    "a failed step",
    { transcript: after(step, said, { type: "error", message: "it ended", exitCode: 3 }) },
    { ok: false, kind: "step", line: 2, instruction: "RUN x", exitCode: 3, output: "half" },
  ],
  ["a refusal by the engine", { thrown: refused }, { kind: "parse", message: "unknown instruction: X" }],
  ["an engine that went away", { thrown: new Error("socket hang up") }, { kind: "engine", message: "socket hang up" }],
  ["an answer that says nothing", {}, { kind: "engine" }],
  ["a context that can't be read", { thrown: new ContextError("no b.txt") }, { kind: "context", message: "no b.txt" }],
  [
    "a deadline, whatever the broken stream said",
    { transcript: after(step, said), deadline: { timedOut: true, cancelled: false }, thrown: new Error("aborted") },
    { kind: "limit", message: "The build took longer than its limit of 0.5 s and was stopped.", output: "half" },
  ],
  ["a wish to stop", { deadline: { timedOut: false, cancelled: true } }, { kind: "cancelled" }],
])("%s", (_name, seen, expected) => {
  const evidence = { dockerfile: DOCKERFILE, transcript: after(), deadline: RUNNING, deadlineMs: 500 };
  expect(conclude({ ...evidence, ...seen })).toMatchObject(expected);
});

test("what the engine refused stands in the log", () => {
  const transcript = after();
  conclude({ dockerfile: DOCKERFILE, transcript, deadline: RUNNING, deadlineMs: 500, thrown: refused });
  expect(transcript.log).toBe("unknown instruction: X\n");
});
