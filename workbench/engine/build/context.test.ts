import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import tar from "tar-stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Builder } from "../types.ts";
import { ContextError, packContext } from "./context.ts";

let dir = "";

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "groundwork-context-"));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function place(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), content);
  }
}

interface Entry {
  readonly header: tar.Header;
  readonly content: string;
}

/** What the engine would get, by name. */
async function packed(dockerfile = "Dockerfile", builder: Builder = "buildkit"): Promise<Map<string, Entry>> {
  const context = await packContext({ contextDir: dir, dockerfile, dockerfileText: "FROM scratch", builder });
  const entries = new Map<string, Entry>();
  const extract = tar.extract();
  context.on("error", (error) => extract.destroy(error));
  for await (const entry of context.pipe(extract)) {
    expect(entries.has(entry.header.name), `${entry.header.name} stands twice`).toBe(false);
    entries.set(entry.header.name.replace(/\/$/, ""), { header: entry.header, content: await text(entry) });
  }
  return entries;
}

test.each([
  ["no rules", {}, ["Dockerfile", "a.txt", "deep", "deep/b.txt", "deep/c.log"]],
  ["a file", { ".dockerignore": "a.txt\n# comment\n\n" }, [".dockerignore", "Dockerfile", "deep", "deep/b.txt", "deep/c.log"]],
  ["a pattern for every depth", { ".dockerignore": "**/*.log" }, [".dockerignore", "Dockerfile", "a.txt", "deep", "deep/b.txt"]],
  ["a folder", { ".dockerignore": "deep" }, [".dockerignore", "Dockerfile", "a.txt"]],
  ["a folder with a slash", { ".dockerignore": "deep/" }, [".dockerignore", "Dockerfile", "a.txt"]],
  ["an exception below a folder", { ".dockerignore": "deep\n!deep/b.txt" }, [".dockerignore", "Dockerfile", "a.txt", "deep/b.txt"]],
  ["everything but one", { ".dockerignore": "*\n!a.txt" }, ["Dockerfile", "a.txt"]],
  ["the Dockerfile's own rules win", { ".dockerignore": "a.txt", "Dockerfile.dockerignore": "deep\n*.dockerignore\n.dockerignore" }, ["Dockerfile", "a.txt"]],
  ["the Dockerfile itself is sent all the same", { ".dockerignore": "Dockerfile\ndeep" }, [".dockerignore", "Dockerfile", "a.txt"]],
])(".dockerignore: %s", async (_name, rules, names) => {
  await place({ Dockerfile: "on disk", "a.txt": "a", "deep/b.txt": "b", "deep/c.log": "c", ...rules });
  expect([...(await packed()).keys()].sort()).toEqual(names);
});

test("the given text stands in place of the Dockerfile, also in a folder", async () => {
  await place({ "sub/Dockerfile.musl": "on disk", Dockerfile: "another" });
  const entries = await packed("sub/Dockerfile.musl");
  expect(entries.get("sub/Dockerfile.musl")?.content).toBe("FROM scratch");
  expect(entries.get("Dockerfile")?.content).toBe("another");
});

test("the classic builder gets .dockerignore also when that names itself", async () => {
  await place({ "a.txt": "a", ".dockerignore": "*" });
  expect([...(await packed("Dockerfile", "buildkit")).keys()]).toEqual(["Dockerfile"]);
  expect([...(await packed("Dockerfile", "classic")).keys()]).toEqual(["Dockerfile", ".dockerignore"]);
});

test("modes and symlinks are kept as they are; owner and times are not", async () => {
  await place({ "run.sh": "#!/bin/sh" });
  await chmod(path.join(dir, "run.sh"), 0o750);
  await symlink("../outside", path.join(dir, "link"));
  await symlink("nowhere", path.join(dir, "broken"));
  const entries = await packed();
  expect(entries.get("run.sh")?.header).toMatchObject({ mode: 0o750, uid: 0, gid: 0, mtime: new Date(0) });
  expect(entries.get("link")?.header).toMatchObject({ type: "symlink", linkname: "../outside" });
  expect(entries.get("broken")?.header).toMatchObject({ type: "symlink", linkname: "nowhere" });
});

test("a folder that is not there is a context error that names it without the folders above", async () => {
  const wanted = { contextDir: path.join(dir, "nope"), dockerfile: "Dockerfile", dockerfileText: "x", builder: "buildkit" as const };
  const error = await packContext(wanted).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ContextError);
  expect((error as Error).message).toBe(
    "The folder nope can't be read: ENOENT: no such file or directory, scandir '.'",
  );
});

test("a file that goes while the context is sent is a context error", async () => {
  await place({ "a.bin": "x".repeat(3_000_000), "b.txt": "b" });
  const context = await packContext({ contextDir: dir, dockerfile: "Dockerfile", dockerfileText: "x", builder: "buildkit" as const });
  await rm(path.join(dir, "b.txt"));
  const error = await text(context).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ContextError);
  expect((error as Error).message).toContain("no such file or directory, open 'b.txt'");
});
