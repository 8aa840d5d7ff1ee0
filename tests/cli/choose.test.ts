import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import evidenceLoader from "../../site/loaders/evidence.ts";
import { CASES } from "../../workbench/choose/cases/cases.ts";
import { decide } from "../../workbench/choose/decide.ts";
import { commandOf } from "../../workbench/choose/flags.ts";
import { answerSchema } from "../../workbench/choose/schema.ts";
import type { Evidence } from "../../workbench/choose/types.ts";
import { PROJECT_DIR, RECORDINGS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";

const timeout = 60_000;

/** The evidence as the page gets it: the module that the bundler makes. */
async function evidenceOfPage(): Promise<Evidence> {
  const script = evidenceLoader.call({
    resourcePath: path.join(RECORDINGS_DIR, "11-choosing.json"),
    resourceQuery: "?page=docs/11-choosing.mdx",
    rootContext: PROJECT_DIR,
    addDependency: () => undefined,
    addContextDependency: () => undefined,
  });
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as {
    default: Evidence;
  };
  return module.default;
}

test.each(CASES)(
  "$id: the command that the page shows gives the page's answer",
  { timeout },
  async ({ needs, winners }) => {
    const args = commandOf(needs).split(" ").slice(2);
    const { code, stdout, all } = await groundwork([...args, "--json"]);
    expect(code, all).toBe(winners.length > 0 ? 0 : 1);
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer).toEqual(decide(needs, await evidenceOfPage()));
  },
);

test("needs come from a file, and an option beside it wins", { timeout }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-choose-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "needs.json");
  await writeFile(file, '{"program": "static", "tls": true}');
  const { code, stdout, all } = await groundwork([
    "choose",
    "--needs",
    file,
    "--program",
    "glibc-cc",
    "--json",
  ]);
  expect(code, all).toBe(0);
  expect(answerSchema.parse(JSON.parse(stdout)).needs).toMatchObject({ program: "glibc-cc", tls: true });
});

test.each([
  [[], "here nobody can be asked"],
  [["--program", "cobol"], "Allowed choices are static"],
  [["--program", "glibc", "--glibc", "fonts"], "glibc.0: Invalid option"],
  [["--needs", "no-such.json"], 'The needs can\'t be read from "no-such.json"'],
])("%j is refused, and it says why", { timeout }, async (args, says) => {
  const { code, all } = await groundwork(["choose", ...args]);
  expect([code, all]).toEqual([2, expect.stringContaining(says)]);
});
