import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { toEvents, type BuildEvent, type ClassicStep } from "./events.ts";
import { Transcript } from "./transcript.ts";

const FIXTURES = path.join(import.meta.dirname, "fixtures");

/** What was heard of a build whose raw messages were once taken from a real engine (20.10). */
function heard(fixture: string): Transcript {
  const transcript = new Transcript(100_000);
  const step: ClassicStep = { id: "", justBegan: false };
  const lines = readFileSync(path.join(FIXTURES, `${fixture}.ndjson`), "utf8")
    .trim()
    .split("\n");
  for (const line of lines) for (const event of toEvents(JSON.parse(line), step)) transcript.hear(event);
  return transcript;
}

test.each([
  {
    fixture: "classic-step",
    failedStep: "Step 5/5 : RUN echo before;   echo wrong >&2; exit 3",
    output: "before\nwrong",
    exitCode: 3,
    says: "returned a non-zero code: 3",
  },
  {
    fixture: "buildkit-step",
    failedStep: "[stage-1 2/2] RUN echo before;   echo wrong >&2; exit 3",
    output: "before\nwrong",
    exitCode: null,
    says: "exit code: 3",
  },
  {
    fixture: "classic-noshell",
    failedStep: "Step 2/2 : RUN echo hi",
    output: "",
    exitCode: null,
    says: 'exec: "/bin/sh": stat /bin/sh: no such file or directory',
  },
  {
    fixture: "buildkit-noshell",
    failedStep: "[1/1] RUN echo hi",
    output:
      'runc run failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory',
    exitCode: null,
    says: "exit code: 1",
  },
  {
    fixture: "classic-base",
    failedStep: "Step 1/2 : FROM 127.0.0.1:1/nothing:1",
    output: "",
    exitCode: null,
    says: "connection refused",
  },
  {
    fixture: "buildkit-base",
    failedStep: "[internal] load metadata for 127.0.0.1:1/nothing:1",
    output: "",
    exitCode: null,
    says: "connection refused",
  },
])("$fixture: the failing step, its own output and the engine's sentence", ({ fixture, ...expected }) => {
  const transcript = heard(fixture);
  expect(transcript.failedStep).toBe(expected.failedStep);
  expect(transcript.failedOutput).toBe(expected.output);
  expect(transcript.error?.exitCode).toBe(expected.exitCode);
  expect(transcript.error?.message).toContain(expected.says);
});

test.each([["classic-ok"], ["buildkit-ok"]])("%s: an image and no error", (fixture) => {
  const transcript = heard(fixture);
  expect(transcript.error).toBeNull();
  expect(transcript.imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test("the log of a classic build is what the terminal shows, without its colours and empty lines", () => {
  expect(heard("classic-step").log).toBe(
    [
      "Step 1/5 : FROM scratch AS tools",
      " ---> ",
      "Step 2/5 : COPY bin /bin",
      " ---> Using cache",
      " ---> 15712693d866",
      "Step 3/5 : FROM tools",
      " ---> 15712693d866",
      "Step 4/5 : WORKDIR /srv",
      " ---> Running in 994d5efd3bcd",
      "Removing intermediate container 994d5efd3bcd",
      " ---> 6be6693acb0b",
      "Step 5/5 : RUN echo before;   echo wrong >&2; exit 3",
      " ---> Running in 42a083b5eb31",
      "before",
      "wrong",
      "Removing intermediate container 42a083b5eb31",
      "The command '/bin/sh -c echo before;   echo wrong >&2; exit 3' returned a non-zero code: 3",
      "",
    ].join("\n"),
  );
});

test("the log of a BuildKit build names each step once, and the error once", () => {
  expect(heard("buildkit-step").log).toBe(
    [
      "[tools 1/1] COPY bin /bin (cached)",
      "[stage-1 1/2] WORKDIR /srv",
      "[stage-1 2/2] RUN echo before;   echo wrong >&2; exit 3",
      "before",
      "wrong",
      "ERROR: executor failed running [/bin/sh -c echo before;   echo wrong >&2; exit 3]: exit code: 3",
      "",
    ].join("\n"),
  );
});

test("a step that was cancelled because another failed is not the failing step", () => {
  const transcript = new Transcript(1000);
  const events: BuildEvent[] = [
    { type: "stepError", id: "a", name: "[a 1/1] RUN sleep 9", message: 'process "x": context canceled' },
    { type: "stepError", id: "b", name: "[b 1/1] RUN false", message: 'process "y": exit code: 1' },
  ];
  for (const event of events) transcript.hear(event);
  expect(transcript.failedStep).toBe("[b 1/1] RUN false");
});

test("the output of the last step is kept however many came before, and the whole is bounded", () => {
  const transcript = new Transcript(50);
  for (let step = 1; step <= 100; step += 1) {
    transcript.hear({ type: "step", id: String(step), name: `Step ${step}/100 : RUN x`, cached: false, ended: false });
    transcript.hear({ type: "output", id: String(step), text: `said ${step}\n` });
  }
  expect(transcript.failedOutput).toBe("said 100");
  expect(transcript.log.length).toBe(50);
  expect(transcript.truncated).toBe(true);
});

test("a listener hears each line as it comes, without empty ones", () => {
  const lines: string[] = [];
  const transcript = new Transcript(1000, (line) => lines.push(line));
  transcript.hear({ type: "step", id: "1", name: "Step 1/1 : RUN x", cached: false, ended: false });
  transcript.hear({ type: "output", id: "1", text: "one\n\ntwo  \n" });
  expect(lines).toEqual(["Step 1/1 : RUN x", "one", "two"]);
});

test.each([
  ["no object", 7],
  ["an unknown message", { progress: "…" }],
  ["an unknown trace", { id: "moby.buildkit.trace", aux: "" }],
])("%s gives no event", (_name, message) => {
  expect(toEvents(message, { id: "", justBegan: false })).toEqual([]);
});
