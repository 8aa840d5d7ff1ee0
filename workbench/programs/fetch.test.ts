import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { tarOf } from "../image/archives.fixture.ts";
import { ProgramError } from "./errors.ts";
import { npmPack } from "./npm-pack.ts";
import { checkIntegrity, unpack } from "./unpack.ts";

const folder = await mkdtemp(join(tmpdir(), "groundwork-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const bytes = gzipSync(
  await tarOf([
    { name: "package/bin/tool", content: "real" },
    { name: "package/README.md", content: "not wanted" },
    { name: "package/../../escape", content: "hostile" },
  ]),
);
const tarball = join(folder, "tool.tgz");
await writeFile(tarball, bytes);

test("only the wanted files are unpacked, executable", async () => {
  const target = await mkdtemp(join(folder, "out-"));
  expect(await unpack(tarball, new Map([["package/bin/tool", "tool"]]), target)).toEqual({ tool: 4 });
  expect(await readdir(target)).toEqual(["tool"]);
  expect(await readFile(join(target, "tool"), "utf8")).toBe("real");
  expect((await stat(join(target, "tool"))).mode & 0o111).toBe(process.platform === "win32" ? 0 : 0o111);
});

test("a package without the file is refused by the file's name", async () => {
  await expect(unpack(tarball, new Map([["package/gone", "gone"]]), folder)).rejects.toThrow(
    "holds no package/gone",
  );
});

test("a tarball cut short is refused", async () => {
  const short = join(folder, "short.tgz");
  await writeFile(short, bytes.subarray(0, 60));
  await expect(unpack(short, new Map([["package/bin/tool", "tool"]]), folder)).rejects.toThrow(
    /unexpected end/i,
  );
});

test("other bytes than the pinned ones are refused, and both integrities told", async () => {
  const right = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  await checkIntegrity(tarball, right, "tool@1.0.0");
  const refusal = checkIntegrity(tarball, "sha512-other", "tool@1.0.0");
  await expect(refusal).rejects.toThrow(ProgramError);
  await expect(refusal).rejects.toThrow(`its integrity is ${right}, pinned is sha512-other`);
});

test("without a registry to talk to, npm's own reason is told", { timeout: 60_000 }, async () => {
  // Port 9 (discard) of this machine: refused at once. A cache of its own, so that nothing is found there.
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:9/");
  vi.stubEnv("npm_config_cache", join(folder, "cache"));
  const empty = await mkdtemp(join(folder, "pack-"));
  await expect(npmPack("left-pad@1.3.0", empty)).rejects.toThrow(
    /could not fetch left-pad@1.3.0 \(tried: npm pack left-pad@1.3.0\).*ECONNREFUSED.*Check the network/s,
  );
});

test("npm stops when it is told to", async () => {
  const stop = AbortSignal.abort(new Error("enough"));
  await expect(npmPack("left-pad@1.3.0", folder, stop)).rejects.toThrow("enough");
});
