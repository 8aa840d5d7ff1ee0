import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFile, glob, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { findLeftovers } from "../../workbench/engine/scope.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { onDisk } from "../../workbench/machine/clean/on-disk.ts";
import { removeThings } from "../../workbench/machine/clean/remove.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork } from "../cli/command.ts";
import { filesBelow, handIn, killedAt, ownState, testFolder } from "./scene.ts";

const engine = await connectEngine();
const DOCKER_HOST = engine.facts.endpoint;

/** Finds and removes what is left on the disk, as `groundwork clean` does, and tells how many things that were. */
async function tidied(state: string, temp: string): Promise<number> {
  const found = await onDisk({ stateDir: state, tempDir: temp, workDir: temp, bases: false });
  expect(await removeThings(found, null, state)).toEqual([]);
  return found.length;
}

test("a base's build, killed: the next try builds it whole", async () => {
  const temp = await testFolder();
  const state = await ownState(await testFolder("gw-killed-"), "downloads");
  const env = { GROUNDWORK_STATE: state, DOCKER_HOST, TMPDIR: temp };
  const { killed, said } = await killedAt("busybox: ", ["bases", "prefetch", "busybox"], env, 150);
  expect(killed, said).toBe(true);
  const again = await groundwork(["bases", "prefetch", "busybox", "--json"], env);
  expect(again.code, again.all).toBe(0);
  await tidied(state, temp);
  const left = (await filesBelow(state)).filter((file) => /partial|tmp$|\.lock$/.test(file));
  expect([left, await filesBelow(temp)]).toEqual([[], []]);
});

test("a lab check, killed: the next one passes, and clean knows all that is left", async () => {
  const [top, temp] = [await testFolder(), await testFolder()];
  const label = `groundwork.test=${randomBytes(6).toString("hex")}`;
  const dir = await handIn(path.join(top, "hand-in"));
  for await (const file of glob(path.join(dir, "*", "Dockerfile")))
    await appendFile(file, `\nLABEL ${label}\n`);
  const env = { DOCKER_HOST, TMPDIR: temp };
  const check = ["lab", "check", "03-scratch", "--path", dir];
  const { killed, said } = await killedAt("✓ static", check, env);
  expect(killed, said).toBe(true);

  const again = await groundwork([...check, "--task", "static", "--json"], env);
  expect(again.code, again.all).toBe(0);
  const { tasks } = labResultSchema.parse(JSON.parse(again.stdout));
  expect(tasks.map(({ verdict }) => verdict)).toEqual(["pass"]);

  // Only our own: other tests are running on this engine.
  const left = [...(await engine.images(label)).map(({ id }) => id)];
  const known = await findLeftovers(engine);
  for (const image of await engine.images(label))
    expect(
      [...image.tags, image.id].some((name) => known.images.includes(name)),
      image.tags.join(),
    ).toBe(true);
  for (const { id } of await engine.containers(label)) {
    expect(known.containers).toContain(id);
    await engine.removeContainer(id);
  }
  for (const id of left) await engine.removeImage(id);
  expect(await tidied(temp, temp)).toBeGreaterThan(0);
  expect(await filesBelow(temp)).toEqual([]);
});

test("the pages' build, killed: nothing half built is ever served", async () => {
  const state = await testFolder();
  const env = { GROUNDWORK_STATE: state, DOCKER_HOST };
  const { killed, said } = await killedAt("Building the pages", ["serve", "--port", "0"], env, 1500);
  expect(killed, said).toBe(true);
  const { code, all } = await groundwork(["serve", "--no-build"], env);
  expect(code, all).toBe(2);
  expect(all).toContain("never built");
  await tidied(state, state);
  expect(await filesBelow(state)).toEqual([]);
});

test("progress, killed while it is written again and again: always the old text or the new", async () => {
  const folder = await testFolder();
  const file = path.join(folder, "progress.json");
  const writer = `
    import { openProgress } from ${JSON.stringify(path.join(PROJECT_DIR, "workbench/learn/progress/file.ts"))};
    const file = openProgress(${JSON.stringify(folder)}, (message) => { throw new Error(message); });
    for (let n = 0; ; n++) {
      const labs = Object.fromEntries(Array.from({ length: 300 }, (_, i) => ["lab-" + i, { startedAt: null, tasks: {} }]));
      await file.update((before) => ({ ...before, labs: { ...labs, ["n" + n]: { startedAt: null, tasks: {} } } }));
      if (n === 0) console.log("writing");
    }`;
  for (const delay of [0, 3, 7, 11, 16]) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", writer], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await sleep(delay);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    expect(Object.keys(JSON.parse(await readFile(file, "utf8")) as object)).toContain("labs");
  }
  await tidied(folder, folder);
  expect((await filesBelow(folder)).filter((each) => each.endsWith("tmp"))).toEqual([]);
});
