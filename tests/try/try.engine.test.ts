import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { trySchema } from "../../workbench/try/schema.ts";
import { groundwork } from "../cli/command.ts";

const BASES = "alpine,debian-slim,distroless-static,distroless-nodejs";

/** Everything in a folder, as one digest: nothing of the user's may change. */
async function digestOf(dir: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(dir)).sort())
    hash.update(name).update(await readFile(path.join(dir, name)));
  return hash.digest("hex");
}

test.each(["static", "node-addon", "shell"])(
  "%s on other bases: as recorded, and nothing of the user's changed",
  async (name) => {
    const dir = path.join(import.meta.dirname, name);
    const before = await digestOf(dir);
    const { code, stdout, all } = await groundwork(["try", dir, "--bases", BASES, "--json"]);
    expect(code, all).toBe(1);
    const { line, base, attempts } = trySchema.parse(JSON.parse(stdout));
    for (const { verdict, unpackedBytes, compressedBytes } of attempts) {
      if (verdict === "not-built") continue;
      expect(unpackedBytes).toBeGreaterThan(0);
      expect(compressedBytes).toBeLessThan(unpackedBytes ?? 0);
    }
    const recorded = attempts.map(({ base, own, verdict, line, exitCode, why }) => ({
      base,
      own,
      verdict,
      line,
      exitCode,
      why,
    }));
    await expect(`${JSON.stringify({ line, base, attempts: recorded }, null, 2)}\n`).toMatchFileSnapshot(
      path.join(import.meta.dirname, "recorded", `${name}.json`),
    );
    expect(await digestOf(dir)).toBe(before);
  },
  300_000,
);

test.each([
  [["try", "tests/try"], "There is no Dockerfile in"],
  [["try", "./tests/try/absent"], "There is no file or folder ./tests/try/absent"],
  [["try", "tests/try/static", "--target", "absent"], 'There is no stage "absent"'],
  [["try", "tests/try/static", "--bases", ","], "Name at least one"],
])("%j is refused with exit code 2", async (args, says) => {
  const { code, all } = await groundwork(args);
  expect(code, all).toBe(2);
  expect(all).toContain(says);
});
