import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { thisHost } from "../../workbench/engine/discover/host.ts";
import { canStartPrivate } from "../../workbench/engine/private/able.ts";
import { removePrivate, startPrivate, stopPrivate } from "../../workbench/engine/private/engine.ts";
import { missingPackages } from "../../workbench/engine/private/packages.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork } from "../cli/command.ts";
import { handIn, ownState, testFolder } from "./scene.ts";

// Elsewhere there is no engine that a test may restart.
if (canStartPrivate(thisHost()) && missingPackages().length === 0) {
  test("an engine that restarts during a check costs no point, says so, and the next check passes", async () => {
    const top = await testFolder();
    const theirs = path.join(top, "engine");
    onTestFinished(async () => {
      await removePrivate(theirs);
      await rm(top, { recursive: true, force: true });
    });
    const env = {
      DOCKER_HOST: await startPrivate(theirs),
      GROUNDWORK_STATE: await ownState(path.join(top, "state"), "all"),
    };
    const dir = await handIn(path.join(top, "hand-in"));
    const check = ["lab", "check", "03-scratch", "--path", dir, "--json"];

    const { code, stdout, all } = await whileRestarting(check, env, async () => {
      await stopPrivate(theirs);
      await startPrivate(theirs);
    });
    expect(code, all).toBe(3);
    const { tasks, verdict } = labResultSchema.parse(JSON.parse(stdout));
    expect(verdict).toBe("not-gradable");
    expect(tasks.map((task) => task.verdict)).not.toContain("fail");
    const lost = tasks.find((task) => task.verdict === "not-gradable");
    expect(lost?.failure?.cause).toContain("costs no points");
    expect(lost?.failure?.seen).not.toMatch(/^ {4}at /m);
    expect(lost?.failure?.where).toContain("groundwork doctor");

    const again = await groundwork([...check, "--task", "static"], env);
    expect(again.code, again.all).toBe(0);
  });
} else {
  test("where no private engine can be had, there is none to restart", () => {
    expect(canStartPrivate(thisHost()) && missingPackages().length === 0).toBe(false);
  });
}

/** Runs a command, and restarts its engine once its first task has passed. */
function whileRestarting(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  restart: () => Promise<void>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly all: string }> {
  const child = spawn(process.execPath, [path.join(PROJECT_DIR, "workbench/cli/main.ts"), ...args], {
    cwd: PROJECT_DIR,
    env: { ...process.env, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  let restarted: Promise<void> | undefined;
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    said.stderr += chunk.toString();
    if (said.stderr.includes("✓ static")) restarted ??= restart();
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      const done = { code, stdout: said.stdout, all: said.stdout + said.stderr };
      (restarted ?? Promise.resolve()).then(() => resolve(done), reject);
    });
  });
}
