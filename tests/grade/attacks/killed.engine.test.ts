import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { removeThings } from "../../../workbench/machine/clean/remove.ts";
import { leftSandboxes } from "../../../workbench/machine/clean/sandboxes.ts";
import { stateDir } from "../../../workbench/state.ts";
import { leftOnTheMachine } from "./arena.ts";

const CHILD = fileURLToPath(new URL("killed.child.ts", import.meta.url));

test("a grader killed with SIGKILL takes its sandbox's processes with it, and `groundwork clean` the rest", async () => {
  const child = spawn(process.execPath, [CHILD], { stdio: ["ignore", "pipe", "inherit"] });
  const { pid } = child;
  if (pid === undefined) throw new Error("The grader could not be started.");
  await once(child.stdout, "data");
  expect((await leftOnTheMachine(pid)).join("\n")).toContain("dockerd");
  child.kill("SIGKILL");
  await once(child, "exit");
  // Other tests' sandboxes are none of these: their graders live. A class that one opens just now may be faster than we.
  const left = await leftSandboxes(stateDir());
  const ours = left.filter(({ name }) => name.includes(`p${pid}h`));
  expect(await removeThings(ours, null, stateDir())).toEqual([]);
  expect(await leftOnTheMachine(pid)).toEqual([]);
});
