import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pack, type Header } from "tar-stream";
import { expect, onTestFinished, test } from "vitest";
import { bundleOf, contentsOf, filesOf, layFiles } from "./bundle.ts";

const FILES = new Map([
  ["glibc/Dockerfile", Buffer.from("FROM debian\n")],
  ["Dockerfile", Buffer.from("FROM scratch\n")],
  ["empty", Buffer.alloc(0)],
]);

test("files come back as they were, and the bundle depends on nothing else", async () => {
  const bundle = await bundleOf(FILES);
  expect(await bundleOf(new Map([...FILES].toReversed()))).toEqual(bundle);
  const back = await filesOf(bundle);
  expect(new Map([...back].toSorted())).toEqual(new Map([...FILES].toSorted()));
  const top = await mkdtemp(path.join(tmpdir(), "gw-bundle-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  await layFiles(top, back);
  expect(await readFile(path.join(top, "glibc", "Dockerfile"), "utf8")).toBe("FROM debian\n");
  expect(new Map([...(await contentsOf(top))].toSorted())).toEqual(new Map([...FILES].toSorted()));
});

async function made(header: Partial<Header> & { name: string }): Promise<Buffer> {
  const tar = pack();
  const whole = buffer(tar);
  tar.entry(header, header.type === undefined ? "text" : "");
  tar.finalize();
  return whole;
}

test.each([
  { name: "../outside" },
  { name: "a/../../outside" },
  { name: "/etc/passwd" },
  { name: "link", type: "symlink" as const, linkname: "/etc/passwd" },
  { name: "hard", type: "link" as const, linkname: "Dockerfile" },
  { name: "folder", type: "directory" as const },
  { name: "pipe", type: "fifo" as const },
])("a bundle with $name ($type) is refused", async (header) => {
  await expect(filesOf(await made(header))).rejects.toThrow("no plain file");
});

test("a bundle of ten thousand files is refused", async () => {
  const tar = pack();
  const whole = buffer(tar);
  for (let at = 0; at < 10_000; at++) tar.entry({ name: `f${at}` }, "");
  tar.finalize();
  await expect(filesOf(await whole)).rejects.toThrow("more than 5000 files");
});

test("what is no tar is refused", async () => {
  await expect(filesOf(Buffer.from("x".repeat(1024)))).rejects.toThrow();
});
