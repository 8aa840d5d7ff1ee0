import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { findLeftovers } from "../../workbench/engine/scope.ts";
import { labEventSchema, type LabEvent } from "../../workbench/lab/events.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";

const run = promisify(execFile);
const engine = await connectEngine();
const saidSchema = z.strictObject({ events: z.array(labEventSchema), stoppedMs: z.number().nullable() });

interface Told extends z.infer<typeof saidSchema> {
  /** What the run has left among the temporary files. */
  readonly litter: readonly string[];
}

/** Checks a hand-in whose Dockerfile has these lines after its FROM; `until`: the type of event at which it is called off. */
async function told(builder: string, lines: readonly string[], until?: string): Promise<Told> {
  const dir = await mkdtemp(path.join(tmpdir(), "gw-events-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [handIn, temp] = [path.join(dir, "hand-in"), path.join(dir, "temp")];
  await mkdir(path.join(handIn, "app"), { recursive: true });
  await mkdir(temp);
  await writeFile(
    path.join(handIn, "app", "Dockerfile"),
    ["FROM busybox:1.38-musl", ...lines, ""].join("\n"),
  );
  const child = path.join("tests", "runner", "events.child.ts");
  const env = { ...process.env, GROUNDWORK_BUILDER: builder, NODE_ENV: undefined, TMPDIR: temp };
  const args = until === undefined ? [child, handIn] : [child, handIn, until];
  const { stdout } = await run(process.execPath, args, { cwd: PROJECT_DIR, env });
  return { ...saidSchema.parse(JSON.parse(stdout)), litter: await readdir(temp) };
}

/** An event as a short line, for comparing. */
function short(event: LabEvent): string {
  switch (event.type) {
    case "run-started":
      return `run-started ${event.tasks.map((each) => each.id).join(",")}`;
    case "build-step":
      return `${event.task} ${event.build} ${event.state} ${event.text}`;
    case "build-output":
      return `${event.task} ${event.build} | ${event.line}`;
    case "container-started":
      return `${event.task} container ${event.container} started`;
    case "container-ended":
      return `${event.task} container ${event.container} ended with ${event.exitCode}`;
    case "task-started":
      return `${event.task} started`;
    case "task-ended":
      return `${event.result.id} ${event.result.verdict}`;
    case "run-ended":
      return `run ${event.result.verdict}`;
    default:
      return event.type;
  }
}

/** The builders differ in whether a step of the cache is first said to run, and in whether FROM and CMD are steps. */
const steady = (line: string): boolean =>
  !/^\w+ \d+ \w+ (FROM|CMD)/.test(line) && !line.startsWith("runs 1 running");

const BUILDERS = ["buildkit", "classic"];

test.each(BUILDERS)(
  "%s: what happens is told in order, while it happens, in the author's words",
  async (builder) => {
    const word = randomBytes(6).toString("hex");
    const command = String.raw`RUN echo ${word}; sleep 1; printf '\033[31mred\033[0m\007\n'`;
    const { events, litter } = await told(builder, [command, 'CMD ["true"]']);
    expect(events.map(short).filter(steady)).toEqual([
      "run-started builds,runs",
      "builds started",
      `builds 1 running ${command}`,
      `builds 1 | ${word}`,
      String.raw`builds 1 | red\x07`,
      `builds 1 done ${command}`,
      "builds pass",
      "runs started",
      `runs 1 cached ${command}`,
      "runs container 1 started",
      "runs container 1 ended with 0",
      "runs pass",
      "run pass",
    ]);
    const at = (line: string): number => events.find((event) => short(event) === line)?.atMs ?? NaN;
    expect(at(`builds 1 done ${command}`) - at(`builds 1 | ${word}`)).toBeGreaterThan(700);
    const times = events.map((event) => event.atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(JSON.stringify(events.filter(({ type }) => type === "build-step"))).not.toMatch(/groundwork\//);
    expect(litter).toEqual([]);
  },
);

test.each(BUILDERS)(
  "%s: a step that fails is told, and the task after it says what it needs",
  async (builder) => {
    const { events } = await told(builder, ["RUN echo before; exit 3", 'CMD ["true"]']);
    const lines = events.map(short).filter(steady);
    expect(lines.slice(-5)).toEqual([
      "builds 1 failed RUN echo before; exit 3",
      "builds fail",
      "runs started",
      "runs fail",
      "run fail",
    ]);
  },
);

test.each(BUILDERS)("%s: a flood of output is cut, and says so", async (builder) => {
  const { events } = await told(builder, [`RUN : ${randomBytes(6).toString("hex")}; yes | head -n 20000`]);
  const lines = events.filter((event) => event.type === "build-output").map((event) => event.line);
  expect(lines).toHaveLength(401);
  expect(lines.at(-1)).toBe("(The output was longer; the rest was dropped.)");
});

const CALLED_OFF = [
  { at: "a build", until: "build-output", lines: ["RUN echo RANDOM; sleep 20", 'CMD ["true"]'] },
  { at: "a container", until: "container-started", lines: ['CMD ["sleep", "20"]'] },
];

test.each(BUILDERS.flatMap((builder) => CALLED_OFF.map((each) => ({ builder, ...each }))))(
  "$builder: called off in the middle of $at it is over within a second, and nothing is left",
  async ({ builder, until, lines }) => {
    const word = randomBytes(6).toString("hex");
    const { events, stoppedMs, litter } = await told(
      builder,
      lines.map((line) => line.replace("RANDOM", word)),
      until,
    );
    expect(stoppedMs).toBeLessThan(1_000);
    expect(events.at(-1)?.type).toBe("run-cancelled");
    expect(events.filter(({ type }) => type === "run-ended" || type === "task-ended").map(short)).toEqual(
      until === "container-started" ? ["builds pass"] : [],
    );
    const runId = events[0]?.runId;
    // What an engine does late, it does within this time.
    await setTimeout(2_000);
    expect(await findLeftovers(engine, runId)).toEqual({ containers: [], images: [], networks: [] });
    expect(litter).toEqual([]);
  },
);
