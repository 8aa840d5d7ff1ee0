import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fillText } from "../../lab/fill.ts";
import { listLabs, loadLab } from "../../lab/load.ts";
import { readLearner } from "../../lab/variant-file.ts";
import { variantOf } from "../../lab/variant.ts";
import { LABS_DIR } from "../../project.ts";
import { rosterOf } from "../intake/roster.ts";
import { openHandIn } from "../intake/open.ts";
import { intakeLimitsSchema } from "../intake/limits.ts";
import { wantedOf } from "../intake/labs.ts";
import { archiveShelf } from "../intake/shelves/archive.ts";
import { writeBelow, textFile } from "./files.ts";
import { loadAssignment, type LoadedAssignment } from "./load.ts";
import { newAssignment, type NewAssignment } from "./new.ts";
import { packHandout } from "./pack.ts";
import { zipped } from "./zip.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gw-pack-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const SAID: NewAssignment = {
  id: "week-3",
  title: "Week 3: small images",
  labs: [{ lab: "10-surface", weight: 2 }, { lab: "12-own-image" }],
  due: "2026-11-20T23:59:00+01:00",
  late: { kind: "percent-per-day", percent: 10, graceMinutes: 15, atMost: 50 },
  variantSeed: "autumn",
};

async function made(changes: Partial<NewAssignment> = {}): Promise<LoadedAssignment> {
  const folder = path.join(dir, "week-3");
  await newAssignment(folder, { ...SAID, ...changes }, true, LABS_DIR);
  return loadAssignment(folder, LABS_DIR);
}

const at = (...parts: string[]): string => path.join(dir, ...parts);

test("the pages of a handout, as students read them", async () => {
  const packed = await packHandout(await made(), at("out"), null);
  const pages = ["README.md", "10-surface.md", "12-own-image.md"];
  const texts = await Promise.all(pages.map((page) => readFile(at("out", "week-3", page), "utf8")));
  await expect(texts.join("\n---\n\n")).toMatchFileSnapshot("golden/handout.md");
  expect(await readdir(at("out"))).toEqual(["week-3", "week-3.zip"]);
  expect(packed.proofs.map((each) => each.leaks)).toEqual([[], []]);
  expect(packed.proofs[0]?.lookedFor).toMatchObject({ "private-test": 2, hints: 2 });
  await expect(packHandout(await loadAssignment(at("week-3"), LABS_DIR), at("out"), null)).rejects.toThrow(
    "not empty",
  );
});

test("the handout of the whole course gives nothing away, and is the same twice", async () => {
  const labs = (await listLabs(LABS_DIR)).map((lab) => ({ lab }));
  const loaded = await made({ labs });
  const { proofs } = await packHandout(loaded, at("one"), null);
  await packHandout(loaded, at("two"), null);
  expect(await readFile(at("one", "week-3.zip"))).toEqual(await readFile(at("two", "week-3.zip")));
  expect(proofs[0]?.lookedFor.solution).toBeGreaterThan(50);
  expect(proofs[0]?.lookedFor.trap).toBeGreaterThan(100);
});

test("a zip has the same bytes in every time zone", async () => {
  const files = new Map([
    ["b", textFile("2")],
    ["a/ü", textFile("1")],
  ]);
  const before = process.env["TZ"];
  try {
    const made = [];
    for (const zone of ["UTC", "Asia/Kolkata", "America/St_Johns"]) {
      process.env["TZ"] = zone;
      made.push((await zipped(files)).toString("hex"));
    }
    expect(new Set(made).size).toBe(1);
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("with a roster each student gets their own values, and the grader's are the same", async () => {
  const student = (key: string, login: string) => ({
    key,
    login,
    id: key,
    name: null,
    email: null,
    section: null,
  });
  const loaded = await made();
  const packed = await packHandout(loaded, at("out"), rosterOf([student("1", "ada"), student("2", "grace")]));
  expect(packed.zips).toEqual(["students/autumn.ada.zip", "students/autumn.grace.zip"]);
  const lab = await loadLab(LABS_DIR, "12-own-image");
  const zip = at("out", "students", "autumn.grace.zip");
  await using shelf = await archiveShelf(zip, zip, intakeLimitsSchema.parse(undefined));
  const list = await shelf.list();
  const read = await shelf.read(new Map(list.map((each, index) => [index, each.bytes])));
  const files = new Map(
    [...read].map(([index, content]) => [
      list[index]?.path ?? "",
      { content: content as Buffer, executable: false },
    ]),
  );
  await writeBelow(at("unzipped"), files);
  // What the student's own `npx groundwork check --path` does.
  expect(await readLearner(at("unzipped", "week-3", "12-own-image"), lab.manifest)).toBe("autumn.grace");
  const brief = await readFile(at("unzipped", "week-3", "12-own-image", "BRIEF.md"), "utf8");
  expect(brief).toContain(JSON.stringify(variantOf(lab.manifest, "autumn.grace")["user"]));
  expect(brief).not.toContain("{{");
});

test("what a student gets, handed in untouched, is taken whole and without a complaint", async () => {
  const loaded = await made({ labs: [{ lab: "10-surface" }, { lab: "03-scratch" }] });
  await packHandout(loaded, at("out"), null);
  const zip = at("out", "week-3.zip");
  const limits = intakeLimitsSchema.parse(undefined);
  const open = async () => ({ shelf: await archiveShelf(zip, zip, limits), receivedAt: null });
  const handIn = { source: zip, who: "x", file: null, attempt: 0, late: false, receivedAt: null, open };
  const { found, leftOut } = await openHandIn(handIn, await Promise.all(loaded.labs.map(wantedOf)), limits);
  expect(found.map((each) => `${each.lab} ${each.contents.size}`)).toEqual(["10-surface 5", "03-scratch 10"]);
  expect(leftOut.map((each) => each.reason)).toEqual([
    "No lab of this assignment asks for: week-3/.gitattributes, week-3/.gitignore, week-3/03-scratch.md, week-3/10-surface.md, week-3/README.md. They were left out.",
  ]);
});

const solution = (lab: string, file: string): Promise<string> =>
  readFile(path.join(LABS_DIR, lab, "solution", file), "utf8");

test.each<[string, string, (loaded: LoadedAssignment) => Promise<string>]>([
  ["a solution's file", "tips/one", () => solution("10-surface", "defuse/Dockerfile")],
  [
    "a solution with other blanks, inside a text",
    "tips.md",
    async () =>
      `See:\r\n\r\n  ${(await solution("10-surface", "defuse/Dockerfile")).replaceAll("\n", "\r\n\r\n  ")} end`,
  ],
  ["a solution's short answer", "tips/run.json", () => solution("10-surface", "rights/run.json")],
  ["a template of a solution", "tips/tool", () => solution("12-own-image", "tool/Dockerfile")],
  [
    "a trap",
    "tips/trap",
    () => readFile(path.join(LABS_DIR, "10-surface", "traps", "only-su", "defuse", "Dockerfile"), "utf8"),
  ],
  [
    "a golden file",
    "tips/seen",
    () => readFile(path.join(LABS_DIR, "10-surface", "golden", "starter.txt"), "utf8"),
  ],
  ["hints", "tips/more", () => readFile(path.join(LABS_DIR, "10-surface", "hints.md"), "utf8")],
  ["a lab's test", "tips/test", () => readFile(path.join(LABS_DIR, "10-surface", "lab.test.ts"), "utf8")],
  [
    "a private test",
    "tips/own.ts",
    ({ privateDir }) => readFile(path.join(privateDir ?? "", "10-surface", "private.test.ts"), "utf8"),
  ],
  ["a name alone", "solution/note.txt", () => Promise.resolve("later")],
  ["another name alone", "10-surface/hints.md", () => Promise.resolve("later")],
])("it refuses %s, and leaves nothing behind", async (_, file, textOf) => {
  const loaded = { ...(await made()), handoutDir: at("extra") };
  await mkdir(path.dirname(at("extra", file)), { recursive: true });
  await writeFile(at("extra", "welcome.md"), "Welcome.\n");
  await writeFile(at("extra", file), await textOf(loaded));
  await expect(packHandout(loaded, at("out"), null)).rejects.toThrow(file);
  expect((await readdir(dir)).sort()).toEqual(["extra", "week-3"]);
});

test("a solution filled in with a student's own values is found as well", async () => {
  const lab = await loadLab(LABS_DIR, "12-own-image");
  const text = fillText(
    await solution("12-own-image", "web/Dockerfile"),
    variantOf(lab.manifest, "autumn.ada"),
  );
  const loaded = { ...(await made()), handoutDir: at("extra") };
  await mkdir(at("extra"));
  await writeFile(at("extra", "tips"), text);
  const roster = rosterOf([{ key: "1", login: "ada", id: "1", name: null, email: null, section: null }]);
  await expect(packHandout(loaded, at("out"), roster)).rejects.toThrow(
    /tips holds 12-own-image\/.*web\/Dockerfile/,
  );
});

test("a lab whose starter holds its solution is found out", async () => {
  await cp(path.join(LABS_DIR, "10-surface"), at("labs", "10-surface"), { recursive: true });
  await cp(
    at("labs", "10-surface", "solution", "defuse", "Dockerfile"),
    at("labs", "10-surface", "starter", "old", "Dockerfile"),
  );
  await newAssignment(at("week-3"), { ...SAID, labs: [{ lab: "10-surface" }] }, false, at("labs"));
  const packing = packHandout(await loadAssignment(at("week-3"), at("labs")), at("out"), null);
  await expect(packing).rejects.toThrow("old/Dockerfile");
});
