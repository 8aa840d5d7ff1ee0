import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { renderResult } from "../../workbench/lab/report.ts";
import type { LabResult } from "../../workbench/lab/results.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { steadyText } from "../../workbench/record/steady.ts";

/**
 * Holds what a learner reads to the golden file. Its first line says what it was seen on. On the same engine and bases
 * every word must be the same; on others, everything but what was seen and what the engine said: newer packages and
 * other engines word these differently, and that is no defect of a lab.
 */
export async function expectGolden(id: string, name: string, result: LabResult): Promise<void> {
  const file = path.join(LABS_DIR, id, "golden", `${name}.txt`);
  const now = `${groundOf(result)}\n\n${namedDigests(steadyText(renderResult(result, false)))}`;
  const before = await readFile(file, "utf8").catch(() => null);
  if (before !== null && firstLine(before) !== firstLine(now) && ours(before) === ours(now)) return;
  await expect(now).toMatchFileSnapshot(file);
}

/**
 * Short digests by the order in which they appear: a layer that was built a moment ago has another one on each engine,
 * and which of them are equal is all that a text says with them.
 */
function namedDigests(text: string): string {
  const seen = new Map<string, string>();
  return text.replace(/\b[0-9a-f]{12}\b/g, (digest) => {
    const name = seen.get(digest) ?? `<digest ${seen.size + 1}>`;
    seen.set(digest, name);
    return name;
  });
}

/** The engine and the bases that a text was seen on. */
function groundOf({ engine, bases }: LabResult): string {
  const stood = bases
    .filter((base) => base.id !== "scratch")
    .map((base) => `${base.id} ${base.digest.slice(7, 19)}`);
  return `# seen on ${[`${engine.product} ${engine.version} ${engine.builder}`, ...stood.sort()].join(", ")}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

/** The text without its first line and without the rows that the machine words, with their continuation lines. */
function ours(text: string): string {
  return text.replace(/^.*\n/, "").replace(/^ {4}(seen|engine) {2}.*\n( {13}.*\n)*/gm, "");
}
