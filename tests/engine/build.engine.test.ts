import { describe, expect, test } from "vitest";
import { sweep } from "../../workbench/engine/scope.ts";
import { began, longSleep, openRig, seesProcesses } from "./rig.ts";

const rig = await openRig();
const { base, engine } = rig;
/** A port of this very machine on which nobody listens: unreachable wherever the test runs. */
const SILENT = "127.0.0.1:1/nothing:1";

describe.each(rig.builders)("%s", (builder) => {
  const from = `FROM ${base}\n`;

  test.each([
    ["a parse error", `${from}COPPY a b\n`, {}, { kind: "parse", line: 2, instruction: "COPPY a b" }],
    ["a flag that is not known", `${from}COPY --foo=1 a b\n`, {}, { kind: "parse", line: 2 }],
    ["no instruction at all", "# nothing\n", {}, { kind: "parse", line: null }],
    ["an unknown target", `${from}RUN true\n`, { target: "nope" }, { kind: "target", line: null }],
    [
      "a failing step",
      `${from}ENV A=b\n\nRUN echo before; \\\n  echo wrong >&2; \\\n  exit 3\nRUN true\n`,
      {},
      { kind: "step", line: 4, exitCode: 3 },
    ],
    ["a missing base", `FROM ${SILENT}\nRUN true\n`, {}, { kind: "base", line: 1, exitCode: null }],
    ["a missing base of COPY", `${from}COPY --from=${SILENT} /a /a\n`, {}, { kind: "base", line: 2 }],
    ["a base without a name", "ARG NAME\nFROM $NAME\n", {}, { kind: "parse" }],
    ["a name that is none", "FROM Not:A:Name\n", {}, { kind: "parse", line: 1 }],
    ["a file that is not there", `${from}COPY nope /nope\n`, {}, { kind: "step", line: 2, exitCode: null }],
    ["a file outside", `${from}COPY ../nope /nope\n`, {}, { kind: "step", line: 2 }],
    [
      "a file that another stage does not have",
      `FROM ${base} AS tools\nFROM scratch\nCOPY --from=tools /nope /nope\n`,
      {},
      { kind: "step", line: 3 },
    ],
    ["a RUN without a shell", "FROM scratch\nRUN true\n", {}, { kind: "step", line: 2 }],
    ["a user that is not known", `${from}USER nobody-at-all\nRUN true\n`, {}, { kind: "step", line: 3 }],
    ["a Dockerfile that is not there", from, { dockerfile: "Other" }, { kind: "context", line: null }],
  ])("%s", async (_name, dockerfile, request, expected) => {
    const outcome = await rig.build(dockerfile, { ...request, builder });
    expect(outcome).toMatchObject({ ok: false, ...expected });
  });

  test("the failing step's own output is told apart from the log", async () => {
    const outcome = await rig.build(`${from}RUN echo first\nRUN echo before; echo wrong >&2; exit 3\n`, {
      builder,
    });
    if (outcome.ok) throw new Error("the build succeeded");
    // Two streams: which of the two lines comes first is not said.
    expect(outcome.output.split("\n").sort()).toEqual(["before", "wrong"]);
    expect(outcome.log).toContain("RUN echo first");
    expect(outcome.message).toMatch(/code: 3$/);
  });

  test(".dockerignore is honoured, with its exceptions", async () => {
    const files = { ".dockerignore": "*\n!keep/a.txt\n", "keep/a.txt": "a", "keep/b.txt": "b", "c.txt": "c" };
    const image = await rig.image(`${from}COPY . /all\n`, { files, builder });
    const ran = await rig.scope.run({ image, entrypoint: ["find", "/all", "-type", "f"] });
    // BuildKit leaves the Dockerfile in a context that it was sent, whatever .dockerignore says.
    const seen = ran.stdout
      .split("\n")
      .filter((line) => builder === "classic" || !line.endsWith("/Dockerfile"));
    expect(seen).toEqual(["/all/keep/a.txt", ""]);
  });

  test("a build without a tag gives an image without one", async () => {
    const dockerfileText = `${from}ENV NAMELESS=${rig.scope.runId}\n`;
    const outcome = await engine.build({ contextDir: import.meta.dirname, dockerfileText, builder });
    if (!outcome.ok) throw new Error(outcome.message);
    expect((await engine.image(outcome.imageId))?.tags).toEqual([]);
    await engine.removeImage(outcome.imageId);
  });

  test("arguments, labels and a target reach the build", async () => {
    const dockerfile = `${from}ARG WORD\nENV WORD=$WORD\nFROM scratch AS late\nCOPY nope /\n`;
    const two = dockerfile.replace(from, `FROM ${base} AS early\n`);
    const labels = { "dev.groundwork.test": "yes" };
    const image = await rig.image(two, { buildArgs: { WORD: "heard" }, labels, target: "early", builder });
    expect((await engine.image(image))?.labels).toMatchObject(labels);
    const ran = await rig.scope.run({ image, entrypoint: ["sh", "-c", "echo $WORD"] });
    expect(ran.stdout).toBe("heard\n");
  });

  test("a build that floods its log succeeds, and the log is cut", async () => {
    const lines: string[] = [];
    const outcome = await rig.build(`${from}RUN yes a line of twenty-four b | head -c 8000000\n`, {
      builder,
      noCache: true,
      maxLogBytes: 20_000,
      onLine: (line) => lines.push(line),
    });
    expect(outcome).toMatchObject({ ok: true, truncated: true });
    expect(Buffer.byteLength(outcome.log)).toBeLessThanOrEqual(20_000);
    expect(lines.length).toBeGreaterThan(1000);
  });

  test("a build that never ends is stopped at its deadline, and its process with it", async () => {
    const sleep = longSleep();
    const outcome = await rig.build(`${from}RUN echo began; ${sleep.command}\n`, {
      builder,
      noCache: true,
      deadlineMs: 6_000,
    });
    expect(outcome).toMatchObject({ ok: false, kind: "limit", output: "began" });
    expect(outcome.durationMs).toBeLessThan(12_000);
    await expect.poll(sleep.running, { timeout: 15_000, interval: 200 }).toBe(false);
  });

  test("a build that is called off in the middle leaves nothing running", async () => {
    const sleep = longSleep();
    const stop = new AbortController();
    let seen: Promise<boolean> | undefined;
    const outcome = await rig.build(`${from}RUN echo ready; ${sleep.command}\n`, {
      builder,
      noCache: true,
      signal: stop.signal,
      onLine: (line) => {
        if (line === "ready") seen = began(sleep.running).finally(() => stop.abort());
      },
    });
    expect(outcome).toMatchObject({ ok: false, kind: "cancelled" });
    expect(await seen).toBe(seesProcesses(engine));
    await expect.poll(sleep.running, { timeout: 15_000, interval: 200 }).toBe(false);
  });

  test("a build that was called off before it began does not begin", async () => {
    const outcome = await rig.build(from, { builder, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ ok: false, kind: "cancelled", log: "" });
  });
});

test("a classic build leaves no nameless image: none of its steps when it fails, none of its stages when it succeeds", async () => {
  const word = Math.random().toString(36).slice(2);
  const stages = `FROM ${base} AS tools\nRUN echo ${word} > /made\nFROM ${base}\nCOPY --from=tools /made /made\n`;
  const stays = (await engine.image(base))?.id ?? "";
  for (const dockerfile of [`${stages}RUN exit 1\n`, stages]) {
    const outcome = await rig.build(dockerfile, { builder: "classic" });
    await sweep(engine, rig.scope.runId);
    const printed = [...outcome.log.matchAll(/^ ---> ([0-9a-f]{12})$/gm)].map((match) => match[1] ?? "");
    expect(printed.length).toBeGreaterThan(3);
    const left = (await Promise.all(printed.map((id) => engine.image(id)))).filter((image) => image !== null);
    expect(new Set(left.map((image) => image.id))).toEqual(new Set([stays]));
  }
});

test("a failed classic build does not remove a nameless image that it stood on", async () => {
  const archive = await rig.image(`FROM scratch\nCOPY a /${Math.random()}\n`, { files: { a: "a" } });
  const tags = (await engine.image(archive))?.tags ?? [];
  const holder = await rig.image(`FROM ${archive}\nLABEL holds=it\n`, { builder: "classic" });
  for (const tag of tags) await engine.removeImage(tag);
  const outcome = await rig.build(`FROM ${archive}\nCOPY nope /\n`, { builder: "classic" });
  expect(outcome.ok).toBe(false);
  expect(await engine.image(archive)).not.toBeNull();
  expect(await engine.image(holder)).not.toBeNull();
});

test("a tag outside groundwork/ is refused, and nothing is built", async () => {
  const request = { contextDir: import.meta.dirname, tag: "alpine:3.24" };
  await expect(engine.build(request)).rejects.toThrow('under groundwork/ only, not "alpine:3.24"');
  await expect(engine.tag(base, "alpine:3.24")).rejects.toThrow("under groundwork/ only");
});
