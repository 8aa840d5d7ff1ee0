import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { expectShown, Transcript } from "./transcript.ts";

const GUIDE = path.join(PROJECT_DIR, "tests", "fixtures", "guide");
const LONG = 60_000;

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), "gw-guide-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("the guide: an assignment is begun", { timeout: LONG }, async () => {
  const dir = await folder();
  const terminal = new Transcript(dir);
  const said = [
    "--id week-3 --title 'Week 3: small images, little to attack' --labs 03-scratch,10-surface",
    "--due 2026-11-20T23:59:00+01:00 --late-until 2026-11-27T23:59:00+01:00",
    "--late percent-per-day --percent 10 --seed autumn-2026 --private-tests",
  ];
  expect(await terminal.groundwork(`assignment new ${said.join(" ")}`)).toBe(0);
  await terminal.keptAs("assignment-new.txt");
  await expectShown(
    "assignment-new.yaml",
    await readFile(path.join(dir, "week-3", "assignment.yaml"), "utf8"),
  );
});

test("the guide: an assignment is checked and packed", { timeout: LONG }, async () => {
  const dir = await folder();
  await cp(path.join(GUIDE, "week-3"), path.join(dir, "week-3"), { recursive: true });
  const terminal = new Transcript(dir);
  expect(await terminal.groundwork("assignment check week-3")).toBe(0);
  await terminal.keptAs("assignment-check.txt");
  expect(await terminal.groundwork("assignment pack week-3 --out handout")).toBe(0);
  await terminal.keptAs("assignment-pack.txt");
  const inside = await readdir(path.join(dir, "handout"), { recursive: true });
  await expectShown("handout.txt", `${inside.sort().join("\n")}\n`);
});

test("the guide: what a mistake in an assignment looks like", { timeout: LONG }, async () => {
  const dir = await folder();
  await cp(path.join(GUIDE, "week-3"), path.join(dir, "week-3"), { recursive: true });
  const file = path.join(dir, "week-3", "assignment.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("predict: 10", "predicted: 10"));
  const terminal = new Transcript(dir);
  expect(await terminal.groundwork("assignment check week-3")).toBe(2);
  await terminal.keptAs("assignment-mistake.txt");
});
