import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { resolvedBaseSchema } from "../../workbench/bases/types.ts";
import { thisHost } from "../../workbench/engine/discover/host.ts";
import { LABEL_CONTAINER, LABEL_RUN } from "../../workbench/engine/labels.ts";
import { canStartPrivate } from "../../workbench/engine/private/able.ts";
import { missingPackages } from "../../workbench/engine/private/packages.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { cleanReportSchema } from "../../workbench/machine/clean/types.ts";
import { ownerMark } from "../../workbench/temporary.ts";
import { groundwork } from "./command.ts";
import { MARKER, usersMachine, type UsersMachine } from "./users-machine.ts";

const surveySchema = z.array(z.looseObject({ id: z.string(), resolved: resolvedBaseSchema.nullable() }));

/** All that the engine holds: names, ids and states. */
async function contents({ engine, networksAndVolumes }: UsersMachine) {
  const [images, containers] = await Promise.all([engine.images(), engine.containers()]);
  return {
    others: await networksAndVolumes(),
    images: images.map(({ id, tags }) => ({ id, tags: [...tags].sort() })).sort(byId),
    containers: containers.map(({ id, image, state }) => ({ id, image, state })).sort(byId),
  };
}

const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);

/** Temporary files of the user's, and one folder that a killed process of ours has left. */
async function tempFolder() {
  const temp = await mkdtemp(join(tmpdir(), "gw-user-temp-"));
  onTestFinished(() => rm(temp, { recursive: true, force: true }));
  const ended = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
  const gone = join(temp, `groundwork-scene-${ownerMark(ended)}-AbCdEf`);
  for (const folder of [join(temp, "groundwork-notes"), join(temp, "groundwork-scene-AbCdEf"), gone])
    await mkdir(folder);
  return { temp, gone };
}

// Elsewhere no second engine can be had, and the user's own one is not ours to fill.
if (canStartPrivate(thisHost()) && missingPackages().length === 0) {
  test("in a user's engine their bases are used as they are, and all that is theirs stays", async () => {
    await using machine = await usersMachine();
    const { engine } = machine;
    const { temp, gone } = await tempFolder();
    const env = { ...machine.env, TMPDIR: temp };
    await machine.loadImage("alpine", "alpine:3.24");
    await machine.loadImage("busybox", "busybox:1.38-musl");
    await machine.loadImage("busybox", "users-app:1");
    await machine.leaveContainer("users-container", "users-app:1");
    // Names that look like ours, and are not.
    for (const name of ["groundworks/app:1", "groundwork-base-alpine:1", "someone/groundwork-run:1"])
      await machine.loadImage("busybox", name);
    await machine.leaveContainer("groundwork-mine", "groundworks/app:1", { "groundwork.run": "mine" });
    await machine.leaveNetwork("groundwork-mine", { "dev.groundwork": "mine" });
    await machine.leaveVolume("groundwork-mine");
    const before = await contents(machine);
    expect(before.images).toHaveLength(6);
    expect(before.containers).toHaveLength(2);
    expect(before.others).toEqual(["bridge", "groundwork-mine", "groundwork-mine", "host", "none"]);
    // And what a killed run of ours leaves.
    const labels = { [LABEL_RUN]: "killed", [LABEL_CONTAINER]: "killed" };
    await machine.leaveContainer("left", "busybox:1.38-musl", labels);
    await machine.leaveNetwork("left", labels);
    await machine.leaveVolume("left", labels);

    const run = async <Schema extends z.ZodType>(schema: Schema, ...args: string[]) => {
      const { code, stdout, all } = await groundwork(args, env);
      expect(code, all).toBe(0);
      return schema.parse(JSON.parse(stdout));
    };

    const bases = await run(
      z.array(resolvedBaseSchema),
      ...["bases", "prefetch", "alpine", "busybox", "--json"],
    );
    for (const { reference, origin, digest, image } of bases) {
      expect([reference, origin, digest]).toEqual([reference, "engine", (await engine.image(reference))?.id]);
      const { stdout } = await engine.run({ image, command: ["cat", MARKER] });
      expect(stdout).toBe(`${reference} of the user\n`);
    }

    const surveyed = await run(surveySchema, "bases", "--json");
    for (const base of bases) expect(surveyed.find(({ id }) => id === base.id)?.resolved).toEqual(base);

    const lab = ["lab", "check", "05-alpine", "--solution", "--task", "entrypoint", "--json"];
    const result = await run(labResultSchema, ...lab);
    expect(result.tasks.filter(({ verdict }) => verdict === "pass").map(({ id }) => id)).toEqual([
      "entrypoint",
    ]);
    expect(result.bases.find(({ id }) => id === "alpine")).toEqual(bases[0]);

    const all = await contents(machine);
    const dry = await run(cleanReportSchema, "clean", "--dry-run", "--bases", "--json");
    expect(await contents(machine), "--dry-run touches nothing").toEqual(all);
    expect(dry.things.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["container", "network", "volume", "program", "base", "folder"]),
    );
    expect(
      dry.things.map(({ kind }) => kind),
      "whose cache it is can't be told",
    ).not.toContain("build cache");

    const cleaned = await run(cleanReportSchema, "clean", "--yes", "--json");
    expect(cleaned).toMatchObject({ removed: true, stayed: [] });
    const tags = (await engine.images()).flatMap((image) => image.tags);
    expect(tags, "the bases stay").toEqual(expect.arrayContaining(bases.map(({ image }) => image)));
    expect(await readdir(temp)).toEqual(["groundwork-notes", "groundwork-scene-AbCdEf"]);
    expect(cleaned.things.map(({ name }) => name)).toContain(gone);

    expect(await run(cleanReportSchema, "clean", "--bases", "--yes", "--json")).toMatchObject({ stayed: [] });
    expect(await contents(machine)).toEqual(before);
    expect(existsSync(join(machine.env["GROUNDWORK_STATE"] ?? "", "bases", "built"))).toBe(false);
  });
} else {
  test("where no second engine can be had, groundwork says which one it would use", async () => {
    const { code, all } = await groundwork(["engine", "status"]);
    expect(code, all).toBe(0);
  });
}
