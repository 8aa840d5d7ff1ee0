import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { resolvedBaseSchema } from "../../workbench/bases/types.ts";
import { thisHost } from "../../workbench/engine/discover/host.ts";
import { canStartPrivate } from "../../workbench/engine/private/able.ts";
import { missingPackages } from "../../workbench/engine/private/packages.ts";
import type { Engine } from "../../workbench/engine/types.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { groundwork } from "./command.ts";
import { MARKER, usersMachine } from "./users-machine.ts";

const surveySchema = z.array(z.looseObject({ id: z.string(), resolved: resolvedBaseSchema.nullable() }));
const cleanSchema = z.looseObject({ removed: z.boolean() });
const removeSchema = z.strictObject({ removed: z.array(z.string()) });

/** All that the engine holds: names, ids and states. */
async function contents(engine: Engine) {
  const [images, containers] = await Promise.all([engine.images(), engine.containers()]);
  return {
    images: images.map(({ id, tags }) => ({ id, tags: [...tags].sort() })).sort(byId),
    containers: containers.map(({ id, image, state }) => ({ id, image, state })).sort(byId),
  };
}

const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);

// Elsewhere no second engine can be had, and the user's own one is not ours to fill.
if (canStartPrivate(thisHost()) && missingPackages().length === 0) {
  test("in a user's engine their bases are used as they are, and all that is theirs stays", async () => {
    await using machine = await usersMachine();
    const { engine, env } = machine;
    await machine.loadImage("alpine", "alpine:3.24");
    await machine.loadImage("busybox", "busybox:1.38-musl");
    await machine.loadImage("busybox", "users-app:1");
    await machine.leaveContainer("users-container", "users-app:1");
    const before = await contents(engine);
    expect(before.images.map(({ tags }) => tags)).toHaveLength(3);
    expect(before.containers).toMatchObject([{ image: "users-app:1", state: "exited" }]);

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

    expect(await run(cleanSchema, "clean", "--yes", "--json")).toMatchObject({ removed: true });
    const { removed } = await run(removeSchema, "bases", "remove", "--json");
    expect(removed).toEqual(expect.arrayContaining(bases.map(({ image }) => image)));
    expect(await contents(engine)).toEqual(before);
    expect(existsSync(join(env["GROUNDWORK_STATE"] ?? "", "bases", "built"))).toBe(false);
  });
} else {
  test("where no second engine can be had, groundwork says which one it would use", async () => {
    const { code, all } = await groundwork(["engine", "status"]);
    expect(code, all).toBe(0);
  });
}
