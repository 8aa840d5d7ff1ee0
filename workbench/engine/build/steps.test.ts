import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { toEvents, type ClassicStep } from "./events.ts";
import { placeOf, StepWatch } from "./steps.ts";
import type { BuildFailureKind } from "./types.ts";

const FIXTURES = path.join(import.meta.dirname, "fixtures");

/** What is told of a build whose raw messages were once taken from a real engine (20.10), a line each. */
function told(fixture: string, kind: BuildFailureKind | null): string[] {
  const lines: string[] = [];
  const watch = new StepWatch(
    (said) => {
      if (said.kind === "output") lines.push(`| ${said.line}`);
      else lines.push(`${said.stage ?? "-"} ${said.step}/${said.of} ${said.state} ${said.text}`);
    },
    { now: () => 0 },
  );
  const step: ClassicStep = { id: "", justBegan: false };
  const messages = readFileSync(path.join(FIXTURES, `${fixture}.ndjson`), "utf8").trim();
  for (const line of messages.split("\n"))
    for (const event of toEvents(JSON.parse(line), step)) watch.hear(event);
  watch.end(kind === null ? { ok: true } : { ok: false, kind });
  return lines;
}

test.each<[string, BuildFailureKind | null]>([
  ["buildkit-ok", null],
  ["buildkit-step", "step"],
  ["buildkit-base", "base"],
  ["classic-ok", null],
  ["classic-step", "step"],
  ["classic-base", "base"],
  ["classic-step", "limit"],
])("what is told of %s that ended as %s", (fixture, kind) => {
  expect(told(fixture, kind)).toMatchSnapshot();
});

test.each([
  ["Step 3/4 : RUN x", { stage: null, step: 3, of: 4, text: "RUN x" }],
  ["[2/3] RUN x", { stage: null, step: 2, of: 3, text: "RUN x" }],
  ["[build 2/3] RUN x", { stage: "build", step: 2, of: 3, text: "RUN x" }],
  ["[linux/amd64 stage-1 1/2] COPY a /b", { stage: "stage-1", step: 1, of: 2, text: "COPY a /b" }],
  ["[internal] load build context", null],
  ["FROM docker.io/library/alpine", null],
])("%s", (name, place) => {
  expect(placeOf(name)).toEqual(place);
});

test("a step's time is from its beginning to its end", () => {
  const told: number[] = [];
  let now = 1_000;
  const watch = new StepWatch(
    (said) => said.kind === "step" && told.push(said.elapsedMs),
    { now: () => now },
  );
  watch.hear({ type: "step", id: "a", name: "[1/1] RUN x", cached: false, ended: false });
  now += 250.4;
  watch.hear({ type: "step", id: "a", name: "[1/1] RUN x", cached: false, ended: true });
  expect(told).toEqual([0, 250]);
});

test("a step that we added is not told, nor counted", () => {
  const told: unknown[] = [];
  const watch = new StepWatch((said) => said.kind === "step" && told.push([said.step, said.of, said.state]), {
    added: 1,
  });
  watch.hear({ type: "step", id: "1", name: "Step 1/2 : FROM scratch", cached: false, ended: false });
  watch.hear({ type: "step", id: "2", name: "Step 2/2 : LABEL ours=1", cached: false, ended: false });
  watch.end({ ok: true });
  expect(told).toEqual([
    [1, 1, "running"],
    [1, 1, "done"],
  ]);
});
