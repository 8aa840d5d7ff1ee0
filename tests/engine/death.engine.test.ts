import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { expect, onTestFinished, test } from "vitest";
import { thisHost } from "../../workbench/engine/discover/host.ts";
import { canStartPrivate } from "../../workbench/engine/private/able.ts";
import { removePrivate } from "../../workbench/engine/private/engine.ts";
import { missingPackages } from "../../workbench/engine/private/packages.ts";
import { openRig } from "./rig.ts";

const CHILD = path.join(import.meta.dirname, "death.child.ts");

/** Runs the child, which opens an engine of its own: testcontainers keeps one engine for the life of a process. */
function inChild(stateDir: string, archive: string, tag: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [CHILD, stateDir, archive, tag], (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}

// Elsewhere there is no engine that a test may kill.
if (canStartPrivate(thisHost()) && missingPackages().length === 0) {
  const rig = await openRig();

  test("an engine that is killed in the middle is the engine's fault, in a build with either builder and in a run", async () => {
    const stateDir = await mkdtemp(path.join(tmpdir(), "gw-death-"));
    onTestFinished(async () => {
      await removePrivate(stateDir);
      await rm(stateDir, { recursive: true, force: true });
    });
    const archive = path.join(stateDir, "base.tar");
    await pipeline(await rig.engine.save(rig.base), createWriteStream(archive));
    expect(await inChild(stateDir, archive, rig.base)).toEqual({
      classic: { ok: false, kind: "engine" },
      buildkit: { ok: false, kind: "engine" },
      run: "EngineFault",
    });
  });
} else {
  test("where no private engine can be had, there is none to kill", () => {
    expect(canStartPrivate(thisHost()) && missingPackages().length === 0).toBe(false);
  });
}
