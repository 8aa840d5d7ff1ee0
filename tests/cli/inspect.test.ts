import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { configOf, legacyEntries, ociEntries, tarOf } from "../../workbench/image/archives.fixture.ts";
import { comparisonSchema } from "../../workbench/inspect/compare/schema.ts";
import { inspectionSchema } from "../../workbench/inspect/schema.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";

const timeout = 60_000;

/** A folder of images, and an environment in which no engine answers: files need none. */
async function scene() {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-inspect-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const layers = [await tarOf([{ name: "srv/hello", mode: 0o755, content: "#!/bin/sh\n" }])];
  const config = configOf(layers, { config: { Entrypoint: ["/srv/hello"] } });
  const put = async (name: string, bytes: Uint8Array) => {
    await writeFile(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  return {
    folder,
    put,
    env: { DOCKER_HOST: `unix://${folder}/no.sock`, GROUNDWORK_STATE: folder },
    saved: await put("saved.tar", await tarOf(legacyEntries(layers, config))),
    oci: await put("oci.tar", await tarOf(ociEntries(layers, "gzip", config))),
  };
}

test(
  "a file is inspected without an engine, as text and as data that keeps to its schema",
  { timeout },
  async () => {
    const { saved, oci, env } = await scene();
    const text = await groundwork(["inspect", saved], env);
    expect(text.code, text.all).toBe(0);
    expect(text.stdout).toContain("/srv/hello does not start");
    const data = await groundwork(["inspect", oci, "--json", "--layers"], env);
    const report = inspectionSchema.parse(JSON.parse(data.stdout));
    expect(report.layers[0]?.paths?.added).toEqual(["/srv", "/srv/hello"]);
    expect(report.compressedBytes).toBeGreaterThan(0);
  },
);

test("a page is written whole, beside the text", { timeout }, async () => {
  const { saved, env, folder } = await scene();
  const page = path.join(folder, "page.html");
  const { code, all } = await groundwork(["inspect", saved, "--html", page], env);
  expect(code, all).toBe(0);
  const html = await readFile(page, "utf8");
  expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  expect(html).not.toMatch(/<script|style="| on\w+=|https?:\/\//);
});

test.each([
  [["--file", "/srv/hello"], 1, "does not start"],
  [["--file", "/nothing"], 1, "does not start"],
])("the question %s is answered by the exit code too", { timeout }, async (args, code, says) => {
  const { saved, env } = await scene();
  const result = await groundwork(["inspect", saved, ...args], env);
  expect(result.code, result.all).toBe(code);
  expect(result.stdout).toContain(says);
});

test("a reader that has seen enough is no error", { timeout }, async () => {
  const { put, env } = await scene();
  // More than a pipe holds, so that the writer is still at it when the reader leaves.
  const entries = Array.from({ length: 5000 }, (_, index) => ({
    name: `srv/${index}-${"x".repeat(40)}`,
    content: "",
  }));
  const saved = await put("many.tar", await tarOf(legacyEntries([await tarOf(entries)])));
  const script = `"$0" --disable-warning=ExperimentalWarning workbench/cli/main.ts inspect "$1" --json --layers | head -1; exit "\${PIPESTATUS[0]}"`;
  const child = spawn("bash", ["-c", script, process.execPath, saved], {
    cwd: PROJECT_DIR,
    env: { ...process.env, ...env },
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => (out += String(chunk)));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, out]).toEqual([0, "{\n"]);
});

test("files are compared, as text and as data", { timeout }, async () => {
  const { saved, oci, env } = await scene();
  const text = await groundwork(["compare", saved, oci], env);
  expect(text.code, text.all).toBe(0);
  expect(text.stdout).toContain("Layers in common");
  const data = await groundwork(["compare", saved, oci, "--json"], env);
  const { sharedLayers } = comparisonSchema.parse(JSON.parse(data.stdout));
  expect(sharedLayers).toMatchObject([{ images: [0, 1] }]);
});

test.each<[string, (files: Awaited<ReturnType<typeof scene>>) => Promise<string[]>, RegExp]>([
  ["no such file", () => Promise.resolve(["inspect", "./nope.tar"]), /no file or folder \.\/nope\.tar/],
  ["no image", async ({ put }) => ["inspect", await put("a.tar", Buffer.from("not a tar"))], /can't be read/],
  [
    "a folder that holds none",
    ({ folder }) => Promise.resolve(["inspect", folder]),
    /holds neither index\.json/,
  ],
  [
    "half an archive",
    async ({ put, saved }) => ["inspect", await put("b.tar", (await readFile(saved)).subarray(0, 1500))],
    /groundwork: /,
  ],
  ["scratch", () => Promise.resolve(["inspect", "scratch"]), /scratch is no image/],
  ["one image to compare", ({ saved }) => Promise.resolve(["compare", saved]), /nothing to compare/],
])("%s: one plain message, exit 2", { timeout }, async (_, argsOf, says) => {
  const files = await scene();
  const { code, stdout, all } = await groundwork(await argsOf(files), files.env);
  expect(code, all).toBe(2);
  expect(stdout).toBe("");
  expect(all).toMatch(says);
  expect(all).not.toMatch(/^ {4}at |node:internal|should not happen/m);
});
