import path from "node:path";
import { expect, test } from "vitest";
import { resolvedBaseSchema } from "../../workbench/bases/types.ts";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { z } from "zod";
import { groundwork } from "../cli/command.ts";
import { filesBelow, handIn, ownState, testFolder } from "./scene.ts";

const DOCKER_HOST = (await connectEngine()).facts.endpoint;

test("two checks of the same hand-in at once: both pass, and neither takes the other's things", async () => {
  const [top, temp] = [await testFolder(), await testFolder()];
  const dir = await handIn(path.join(top, "hand-in"));
  const check = ["lab", "check", "03-scratch", "--path", dir, "--json"];
  const both = await Promise.all([1, 2].map(() => groundwork(check, { DOCKER_HOST, TMPDIR: temp })));
  for (const { code, stdout, all } of both) {
    expect(code, all).toBe(0);
    expect(labResultSchema.parse(JSON.parse(stdout)).verdict).toBe("pass");
  }
  expect(await filesBelow(temp)).toEqual([]);
});

test("two that get a base at once: one builds it, the other waits and says for whom", async () => {
  const state = await ownState(await testFolder(), "downloads");
  const env = { DOCKER_HOST, GROUNDWORK_STATE: state };
  const both = await Promise.all(
    [1, 2].map(() => groundwork(["bases", "prefetch", "busybox", "--json"], env)),
  );
  const images = both.map(({ code, stdout, all }) => {
    expect(code, all).toBe(0);
    return z.array(resolvedBaseSchema).parse(JSON.parse(stdout))[0]?.image;
  });
  expect(new Set(images).size).toBe(1);
  const said = both.map(({ all }) => all).join("\n");
  expect(said).toMatch(/busybox: waiting for process \d+, which is getting it/);
  expect(said.match(/^busybox: (?!waiting|left|pulling)/gm) ?? [], said).toHaveLength(1);
});

test("two setups at once, where all is there already", async () => {
  const both = await Promise.all([1, 2].map(() => groundwork(["setup", "--bases-only"], { DOCKER_HOST })));
  for (const { code, all } of both) expect(code, all).toBe(0);
});
