import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { LABS_DIR } from "../project.ts";
import { BadInput } from "./errors.ts";
import { fillText } from "./fill.ts";
import { loadLab } from "./load.ts";
import { prepareTarget } from "./target.ts";
import { anotherVariant, variantOf } from "./variant.ts";
import { variantsSchema, type Variant } from "./variants-schema.ts";

const POOLS = variantsSchema.parse({ user: [1, 2, 3], tool: [{ name: "a" }, { name: "b" }] });
const VARYING = { id: "12-own-image", variants: POOLS };

test("a learner's values come from the pools, the same on each machine, and differ between learners", () => {
  // Written down once: a change of the rule would give a whole class other labs than they began.
  expect(variantOf(VARYING, "ada")).toEqual({ user: 1, tool: { name: "a" } });
  expect(variantOf(VARYING, "ada")).toEqual(variantOf(VARYING, "ada"));
  const seen = new Set(
    Array.from({ length: 200 }, (_, each) => JSON.stringify(variantOf(VARYING, `learner-${each}`))),
  );
  expect(seen.size).toBe(6);
  expect(variantOf({ ...VARYING, id: "11-other" }, "ada")).not.toEqual(variantOf(VARYING, "ada"));
});

test("another learner's values differ in every pool", () => {
  for (let each = 0; each < 50; each += 1) {
    const own = variantOf(VARYING, String(each));
    const friends = anotherVariant(VARYING, String(each));
    for (const pool of Object.keys(POOLS)) expect(friends[pool]).not.toEqual(own[pool]);
  }
});

test.each(["", "a b", "../x", "x".repeat(101)])("%j is no learner's name", (name) => {
  expect(() => variantOf(VARYING, name)).toThrow(BadInput);
});

test("a text is filled in, without escaping, and a name that no pool has is an error", () => {
  const variant = { user: 7, tool: { name: "a<b", shell: false } };
  expect(fillText("USER {{user}} {{tool.name}}{{#if tool.shell}} sh{{else}} none{{/if}}", variant)).toBe(
    "USER 7 a<b none",
  );
  expect(() => fillText("{{usr}}", variant)).toThrow("usr");
  expect(() => fillText("{{tool.nam}}", variant)).toThrow("nam");
});

test("the solution holds the learner's values, and a friend's file in a trap holds other ones", async () => {
  const lab = await loadLab(LABS_DIR, "12-own-image");
  const text = async (target: Parameters<typeof prepareTarget>[1], learner: string): Promise<string> => {
    await using prepared = await prepareTarget(lab, target, learner);
    return await readFile(path.join(prepared.dir, "web", "Dockerfile"), "utf8");
  };
  const userOf = ({ user }: Variant): string => `USER ${JSON.stringify(user)}\n`;
  expect(await text({ kind: "solution" }, "ada")).toContain(userOf(variantOf(lab.manifest, "ada")));
  const friends = await text({ kind: "trap", name: "friends-image" }, "ada");
  expect(friends).not.toContain(userOf(variantOf(lab.manifest, "ada")));
  expect(friends).toContain(userOf(anotherVariant(lab.manifest, "ada")));
});
