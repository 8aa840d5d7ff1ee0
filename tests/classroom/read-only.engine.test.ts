import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { doctorReportSchema } from "../../workbench/machine/doctor/types.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { runNode } from "../cli/command.ts";
import { handIn, ownState, testFolder } from "./scene.ts";

/** Mounts this checkout read-only, for the command that follows alone. Being root, we could write in spite of modes. */
const READ_ONLY = [
  ...["unshare", "--mount", "sh", "-c"],
  'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"',
  PROJECT_DIR,
] as const;

function mayMount(): boolean {
  try {
    execFileSync(READ_ONLY[0], [...READ_ONLY.slice(1), "true"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

const through: [string, ...string[]] = [...READ_ONLY];
const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");

if (mayMount()) {
  test("a read-only checkout: labs run with a state folder elsewhere; else the words say what to do", async () => {
    const top = await testFolder();
    const DOCKER_HOST = (await connectEngine()).facts.endpoint;
    const run = (args: readonly string[], state: string) =>
      runNode(MAIN, args, { cwd: PROJECT_DIR, env: { DOCKER_HOST, GROUNDWORK_STATE: state }, through });

    const elsewhere = await ownState(path.join(top, "state"), "all");
    const dir = await handIn(path.join(top, "hand-in"));
    const checked = await run(["lab", "check", "03-scratch", "--path", dir, "--json"], elsewhere);
    expect(checked.code, checked.all).toBe(0);
    expect(labResultSchema.parse(JSON.parse(checked.stdout)).verdict).toBe("pass");

    const within = path.join(PROJECT_DIR, ".gw-read-only-state");
    const doctor = await run(["doctor", "--json"], within);
    expect(doctor.code, doctor.all).toBe(3);
    const { todo, labsCanRun } = doctorReportSchema.parse(JSON.parse(doctor.stdout));
    expect(labsCanRun).toBe(false);
    expect(todo[0]).toContain("GROUNDWORK_STATE");

    for (const args of [
      ["bases", "prefetch", "busybox"],
      ["lab", "start", "03-scratch"],
    ]) {
      const { code, all } = await run(args, within);
      expect(code, all).toBe(3);
      expect(all).toContain("read-only");
      expect(all).not.toMatch(/^ {4}at |should not happen/m);
    }
  });
} else {
  test("where no file system may be mounted, we are not root, or not on Linux", () => {
    expect(process.platform === "linux" && process.getuid?.() === 0).toBe(false);
  });
}
