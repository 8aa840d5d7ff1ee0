import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { proveOffline } from "../../workbench/machine/prefetch/proof.ts";
import { prefetchReportSchema } from "../../workbench/machine/prefetch/types.ts";
import { groundwork } from "./command.ts";

const { endpoint } = (await connectEngine()).facts;

async function emptyState(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-prefetch-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("the list names all of a course day, and gets nothing", async () => {
  const folder = await emptyState();
  const env = { GROUNDWORK_STATE: folder, DOCKER_HOST: endpoint };
  const { code, stdout, all } = await groundwork(["prefetch", "--list", "--json"], env);
  expect(code, all).toBe(0);
  const { items, complete } = prefetchReportSchema.parse(JSON.parse(stdout));
  expect(complete).toBe(false);
  const ids = (kind: string, state: string) =>
    items.filter((item) => item.kind === kind && item.state === state).map(({ id }) => id);
  expect(ids("engine", "there")).toEqual([endpoint]);
  expect(ids("base", "to get")).toEqual(expect.arrayContaining(["alpine", "debian", "node", "registry"]));
  expect(ids("program", "to get")).toEqual(expect.arrayContaining(["esbuild", "sass-musl"]));
  expect(ids("pages", "to get")).toHaveLength(1);
  for (const { id, kind, bytes } of items) {
    if (kind === "program" || id === "alpine") expect(bytes, id).toBeGreaterThan(1000);
  }
  expect(await readdir(folder)).toEqual([]);

  const check = await groundwork(["prefetch", "--check"], env);
  expect(check.code, check.all).toBe(1);
  expect(check.stdout).toContain("not tried: `npx groundwork prefetch` first");
});

test("a lab passes in a process without network, and one without its engine does not", async () => {
  const dead = `unix://${path.join(await emptyState(), "no.sock")}`;
  if (process.platform !== "linux" || !endpoint.startsWith("unix:")) {
    expect(await proveOffline(endpoint)).toMatchObject({ shown: null });
    return;
  }
  expect(await proveOffline(dead)).toMatchObject({ shown: false, how: expect.stringContaining("exit 3") });
  expect(await proveOffline(endpoint)).toMatchObject({ shown: true });
});
