import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, afterAll, expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { allProcesses } from "../../workbench/engine/private/processes.ts";
import type { Engine } from "../../workbench/engine/types.ts";
import type { LabEvent } from "../../workbench/lab/events.ts";
import { loadLab, type Lab } from "../../workbench/lab/load.ts";
import type { LabResult } from "../../workbench/lab/results.ts";
import { openRunner } from "../../workbench/lab/runner/open.ts";
import { runLab } from "../../workbench/lab/runner/run.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";

const engine = await connectEngine();

const MANIFEST = `format: groundwork.lab/1
id: 91-warm
chapter: none
title: A lab that says what it got
minutes: 1
objectives: [Show that no run sees another]
bases: [scratch]
programs: []
handIn: [{ path: answer.ts, maxBytes: 1000 }]
tasks:
  - { id: varies, title: A value that varies, points: 50, hints: [one, two, three] }
  - { id: learner, title: What the learner wrote, points: 50, hints: [one, two, three] }
starter: { failsAt: varies, reason: told, says: gw }
traps: {}
`;

/** A test file that tells what it got as failures; \`says\`: a word of its own; each task tells how often this process was used. */
const testFile = (says: string): string => `
import { lab } from "../../../workbench/lab/kit/index.ts";
import type { Bench } from "../../../workbench/lab/kit/index.ts";

const { task } = lab(import.meta.url);

function told(bench: Bench, seen: string): void {
  bench.claim(false, { code: "told", expected: "nothing", seen, cause: "It always tells.", where: "here" });
}

task("varies", async (bench: Bench) => told(bench, "${says} " + bench.token + " " + bench.random(1, 1_000_000)));
task("learner", async (bench: Bench) => {
  const answer = await bench.learner<[], string>("answer.ts", "answer");
  told(bench, await answer());
});
`;

let top = "";
let handIn = "";
let lab: Lab;

beforeAll(async () => {
  await mkdir(path.join(PROJECT_DIR, "work"), { recursive: true });
  // A lab's tests import the kit, so it has to lie in the project; work/ is nobody's but the learner's.
  top = await mkdtemp(path.join(PROJECT_DIR, "work", ".runner-"));
  handIn = path.join(top, "hand-in");
  const dir = path.join(top, "91-warm");
  for (const each of [handIn, dir]) await mkdir(each);
  await writeFile(path.join(dir, "lab.yaml"), MANIFEST);
  await writeFile(path.join(dir, "hints.md"), "## one\n\na\n\n## two\n\nb\n\n## three\n\nc\n");
  await writeLab("first");
  await writeAnswer("untouched");
  lab = await loadLab(top, "91-warm");
});

afterAll(() => rm(top, { recursive: true, force: true }));

function writeLab(says: string): Promise<void> {
  return writeFile(path.join(top, "91-warm", "lab.test.ts"), testFile(says));
}

function writeAnswer(text: string): Promise<void> {
  return writeFile(path.join(handIn, "answer.ts"), `export const answer = (): string => "${text}";\n`);
}

function seen({ tasks }: LabResult): (string | undefined)[] {
  return tasks.map((task) => task.failure?.seen);
}

/** Processes of the runner on this engine; its `foundBy` tells them from those of everybody else. */
function labProcesses({ facts }: Engine): number[] {
  return allProcesses().flatMap(({ pid, argv }) => (argv.includes(facts.foundBy) ? [pid] : []));
}

const target = () => ({ kind: "path", path: handIn }) as const;

test("a warm run sees what a cold one sees, and nothing of the run before it", async () => {
  const cold = await runLab({ lab, engine, target: target(), seed: "golden" });
  await using runner = openRunner(lab, engine);
  const [first, second, third] = [
    await runner.check({ target: target(), seed: "golden" }),
    await runner.check({ target: target() }),
    await runner.check({ target: target(), seed: "golden" }),
  ];
  expect(seen(first)).toEqual(seen(cold));
  expect(seen(third)).toEqual(seen(cold));
  expect(seen(second)[0]).not.toBe(seen(cold)[0]);
  expect(seen(cold)).toEqual([expect.stringMatching(/^first gw[0-9a-f]{8} \d+$/), "untouched"]);
});

test("what was changed is read again: the learner's code and the lab's own", async () => {
  await using runner = openRunner(lab, engine);
  await runner.check({ target: target() });
  await writeAnswer("changed");
  expect(seen(await runner.check({ target: target() }))[1]).toBe("changed");
  await writeLab("second");
  expect(seen(await runner.check({ target: target() }))[0]).toMatch(/^second /);
});

test("a test file that does not load is our fault, and can be mended", async () => {
  await using runner = openRunner(lab, engine);
  await writeFile(path.join(top, "91-warm", "lab.test.ts"), "const = 1;\n");
  const broken = await runner.check({ target: target() });
  expect(broken.verdict).toBe("not-gradable");
  expect(seen(broken).join("\n")).toMatch(/lab\.test\.ts/);
  await writeLab("mended");
  expect(seen(await runner.check({ target: target() }))[0]).toMatch(/^mended /);
});

test("one task alone, and the order of what is asked for at once", async () => {
  await using runner = openRunner(lab, engine);
  const events: LabEvent[] = [];
  const onEvent = (event: LabEvent): void => void events.push(event);
  const all = await Promise.all([
    runner.check({ target: target(), task: "learner", onEvent }),
    runner.check({ target: target(), task: "varies", onEvent }),
  ]);
  expect(all.map(({ tasks }) => tasks.map(({ id }) => id))).toEqual([["learner"], ["varies"]]);
  const each = ["run-started", "task-started", "task-ended", "run-ended"];
  expect(events.map(({ type }) => type)).toEqual([...each, ...each]);
});

test("a runner outlives a run called off and the death of its process, and leaves nothing", async () => {
  const marked = { ...engine, facts: { ...engine.facts, foundBy: `this test ${randomUUID()}` } };
  const { exitCode } = process;
  {
    await using runner = openRunner(lab, marked);
    const controller = new AbortController();
    const events: LabEvent[] = [];
    await runner.check({
      target: target(),
      signal: controller.signal,
      onEvent(event) {
        events.push(event);
        if (event.type === "task-started") controller.abort();
      },
    });
    expect(events.at(-1)?.type).toBe("run-cancelled");
    expect((await runner.check({ target: target() })).verdict).toBe("fail");

    // The next one's process comes when the last check is over.
    await runner.ready();
    const idle = labProcesses(marked);
    expect(idle).toHaveLength(1);
    for (const pid of idle) process.kill(pid, "SIGKILL");
    expect((await runner.check({ target: target() })).verdict).toBe("fail");
    // vitest marks a process in which a test fails as failed; here that is a result like any other.
    expect(process.exitCode).toBe(exitCode);
  }
  expect(labProcesses(marked)).toEqual([]);
});
