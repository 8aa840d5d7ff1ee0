import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { renderFailure } from "../../workbench/lab/report.ts";
import { labResultSchema, type LabResult } from "../../workbench/lab/results.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";

const run = promisify(execFile);

async function check(dockerfile: string, builder: string): Promise<LabResult> {
  const dir = await mkdtemp(path.join(tmpdir(), "gw-hand-in-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(path.join(dir, "app"));
  await writeFile(path.join(dir, "app", "Dockerfile"), dockerfile);
  const child = path.join("tests", "hand-in", "check.child.ts");
  const env = { ...process.env, GROUNDWORK_BUILDER: builder, NODE_ENV: undefined };
  const { stdout } = await run(process.execPath, [child, dir], { cwd: PROJECT_DIR, env });
  return labResultSchema.parse(JSON.parse(stdout));
}

const BASE = "FROM busybox:1.38-musl\n";

/** What a learner may hand in by mistake or by malice, and what they read then. */
const rows: readonly {
  name: string;
  dockerfile: string;
  task: string;
  code: string;
  where: string;
  says: RegExp;
}[] = [
  {
    name: "a syntax error",
    dockerfile: `${BASE}COPPY a b\n`,
    task: "builds",
    code: "build-parse",
    where: "app/Dockerfile, line 2",
    says: /unknown instruction: COPPY/i,
  },
  {
    name: "a wrong path",
    dockerfile: `${BASE}COPY absent /app\n`,
    task: "builds",
    code: "build-step",
    where: "app/Dockerfile, line 2",
    says: /A file that the instruction copies is not there/,
  },
  {
    name: "a base that is not allowed here",
    dockerfile: "FROM scratch AS a\nFROM debian:13-slim\n",
    task: "builds",
    code: "base-not-allowed",
    where: "app/Dockerfile, line 2",
    says: /Line 2 takes debian:13-slim/,
  },
  {
    name: "a build that never ends",
    dockerfile: `${BASE}RUN echo waiting\nRUN sleep 1000\n`,
    task: "builds",
    code: "build-limit",
    where: "app/Dockerfile, line 3",
    says: /longer than its limit of 25 s/,
  },
  {
    name: "a build that eats the disk",
    dockerfile: `${BASE}RUN dd if=/dev/zero of=/big bs=1M\n`,
    task: "builds",
    code: "build-limit",
    where: "app/Dockerfile, line 2",
    says: /more than its 2000 MB of the engine's disk/,
  },
  {
    name: "a container that eats the disk",
    dockerfile: `${BASE}CMD ["dd", "if=/dev/zero", "of=/big", "bs=1M"]\n`,
    task: "runs",
    code: "did-not-run",
    where: "app/Dockerfile",
    says: /killed for taking more of the disk than it may/,
  },
];

test.each(["buildkit", "classic"].flatMap((builder) => rows.map((row) => ({ builder, ...row }))))(
  "$name teaches, and ends in time ($builder)",
  async ({ builder, dockerfile, task, code, where, says }) => {
    const result = await check(dockerfile, builder);
    const found = result.tasks.find((each) => each.verdict !== "pass");
    expect(found).toMatchObject({ id: task, verdict: "fail", failure: { code, where } });
    const text = found?.failure ? renderFailure(found.failure) : "";
    expect(text).toMatch(says);
    // The engine's own words differ by its version.
    await expect(text.replace(/^ {4}engine {2}.*\n( {13}.*\n)*/m, "")).toMatchFileSnapshot(
      `golden/${builder}-${code}-${task}-${where.replace(/\D+/g, "") || "0"}.txt`,
    );
    expect(found?.durationMs).toBeLessThan(60_000);
  },
);
