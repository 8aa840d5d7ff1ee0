// Logins of the made class. cspell:ignore abyrne bost cokafor dfarouk enovak fzahra gpetrov hsato ihorvat kmensah
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LABS_DIR, PROJECT_DIR } from "../../project.ts";
import { loadAssignment, type LoadedAssignment } from "../assignment/load.ts";
import { readReceived } from "./received.ts";
import { readRoster } from "./roster.ts";
import { takeIn, type Intake } from "./take.ts";

const CLASS = path.join(PROJECT_DIR, "tests", "fixtures", "class");

let out = "";
let loaded: LoadedAssignment;
let intake: Intake;

async function takeClass(): Promise<Intake> {
  const { assignment, labs } = loaded;
  const roster = await readRoster(path.join(CLASS, "roster.csv"));
  const received = await readReceived(path.join(CLASS, "received.csv"));
  return takeIn({ source: path.join(CLASS, "submissions"), assignment, labs, roster, received, outDir: out });
}

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), "gw-class-"));
  loaded = await loadAssignment(CLASS, LABS_DIR);
  intake = await takeClass();
});
afterAll(() => rm(out, { recursive: true, force: true }));

test("each hand-in that can be read is taken, with the time that counts", () => {
  const taken = intake.submissions.map(
    ({ student, lab, files, source, receivedAt, learner }) =>
      `${student} ${lab} ${files.length} ${path.basename(source)} ${receivedAt} ${learner}`,
  );
  expect(taken).toMatchInlineSnapshot(`
    [
      "3001 03-scratch 10 abyrne 2026-11-19T09:12:00+01:00 autumn-2026.abyrne",
      "3001 10-surface 5 abyrne 2026-11-19T09:12:00+01:00 autumn-2026.abyrne",
      "3003 03-scratch 10 cokafor 2026-11-21T00:05:31+01:00 autumn-2026.cokafor",
      "3003 10-surface 5 cokafor 2026-11-21T00:05:31+01:00 autumn-2026.cokafor",
      "3004 10-surface 5 dfarouk 2026-11-18T17:00:00+01:00 autumn-2026.dfarouk",
      "3005 03-scratch 10 enovak 2026-11-18T17:30:00+01:00 autumn-2026.enovak",
      "3005 10-surface 5 enovak 2026-11-18T17:30:00+01:00 autumn-2026.enovak",
      "3006 10-surface 5 fzahra 2026-11-22T10:00:00+01:00 autumn-2026.fzahra",
      "3007 10-surface 5 gpetrov 2026-11-20T23:58:59+01:00 autumn-2026.gpetrov",
      "3008 10-surface 5 hsato.zip 2026-11-20T08:00:00+01:00 autumn-2026.hsato",
      "3009 10-surface 5 ihorvat-1.zip 2026-11-19T10:00:00+01:00 autumn-2026.ihorvat",
      "3011 10-surface 5 kmensah 2026-11-20T13:00:00+01:00 autumn-2026.kmensah",
      "3002 03-scratch 10 Øst, Björn 2026-11-20T21:40:00+01:00 autumn-2026.bost",
      "3002 10-surface 5 Øst, Björn 2026-11-20T21:40:00+01:00 autumn-2026.bost",
    ]
  `);
});

test("everything else is told, with its reason", () => {
  const told = intake.refused.map(
    (each) =>
      `${each.student ?? "?"} ${each.lab ?? "-"} ${each.path ?? "-"} ${each.code}${each.blocks ? " (blocks)" : ""}`,
  );
  expect(told).toMatchInlineSnapshot(`
    [
      "? - - not-on-roster (blocks)",
      "3004 03-scratch - lab-missing (blocks)",
      "3006 03-scratch - lab-missing (blocks)",
      "3007 03-scratch - lab-missing (blocks)",
      "3008 03-scratch - lab-missing (blocks)",
      "3009 03-scratch - lab-missing (blocks)",
      "3009 10-surface - superseded",
      "3010 10-surface 10-surface/answers.json symlink (blocks)",
      "3010 10-surface 10-surface/seen/Dockerfile case-clash (blocks)",
      "3010 - ../../escaped path-outside",
      "3010 - 10-surface/pipe fifo",
      "3010 - - not-asked-for",
      "3010 03-scratch - lab-missing (blocks)",
      "3011 03-scratch - lab-missing (blocks)",
    ]
  `);
  expect(intake.missing.map((each) => each.key)).toEqual(["3012"]);
});

test("equal hand-ins have equal digests, and a second intake ends with the same", async () => {
  const digestOf = (student: string): string | undefined =>
    intake.submissions.find((each) => each.student === student && each.lab === "10-surface")?.digest;
  expect(digestOf("3007")).toBe(digestOf("3001"));
  expect(digestOf("3002")).toBe(digestOf("3008"));
  expect(digestOf("3002")).not.toBe(digestOf("3001"));
  expect(await takeClass()).toEqual(intake);
});

test("folders hold the manifest's files and nothing else, under names that tell nobody", async () => {
  for (const { dir, files, student, pseudonym } of intake.submissions) {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const names = entries.flatMap((each) =>
      each.isDirectory() ? [] : [path.relative(dir, path.join(each.parentPath, each.name))],
    );
    expect(names.sort()).toEqual(files.map((each) => each.path).sort());
    expect(dir).toContain(pseudonym);
    expect(dir.slice(out.length)).not.toContain(student);
  }
  const kept = await readdir(out, { recursive: true });
  expect(kept.filter((name) => name.includes("tmp"))).toEqual([]);
  expect((await stat(path.join(out, "private", "salt"))).mode & 0o777).toBe(0o600);
});

// After a change of a lab this says which fixture to renew: copy the lab's solution there.
test.each([
  ["abyrne", "03-scratch", "solution"],
  ["Øst, Björn/my work", "03-scratch", "solution"],
  ["Øst, Björn/my work", "10-surface", "solution"],
  ["cokafor", "03-scratch", "starter"],
  ["cokafor", "10-surface", "starter"],
  ["fzahra", "10-surface", "solution"],
])("%s hands in %s as its %s has it", async (folder, lab, part) => {
  for (const { path: file } of loaded.labs.find((each) => each.manifest.id === lab)?.manifest.handIn ?? []) {
    const handedIn = await readFile(path.join(CLASS, "submissions", folder, lab, file), "utf8");
    expect(handedIn, file).toBe(await readFile(path.join(LABS_DIR, lab, part, file), "utf8"));
  }
});
