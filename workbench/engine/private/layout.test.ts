import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { engineLayout } from "./layout.ts";

test("the deepest socket of any state folder fits into 107 bytes", () => {
  for (let length = 1; length < 200; length++) {
    const { exec, socket } = engineLayout(`/${"x".repeat(length)}`);
    expect(Buffer.byteLength(`${exec}/containerd/containerd-debug.sock`)).toBeLessThanOrEqual(107);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(107);
  }
});

test("a bridge's name fits into the kernel's 15 bytes and differs by folder", () => {
  const names = ["/a", "/b"].map((folder) => engineLayout(folder).bridge);
  expect(names[0]).toMatch(/^gw[0-9a-f]{8}$/);
  expect(names[0]).not.toBe(names[1]);
});

test("a folder reached through a link has the same engine, made yet or not", () => {
  const top = mkdtempSync(join(tmpdir(), "gw-layout-"));
  onTestFinished(() => rmSync(top, { recursive: true }));
  symlinkSync(top, `${top}-link`);
  onTestFinished(() => rmSync(`${top}-link`));
  expect(engineLayout(join(`${top}-link`, "deep", "state"))).toEqual(
    engineLayout(join(top, "deep", "state")),
  );
});
