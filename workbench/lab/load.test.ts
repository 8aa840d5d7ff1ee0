import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { BadInput } from "./errors.ts";
import { hintIds, parseHints } from "./hints.ts";
import { listLabs, loadLab, parseManifest } from "./load.ts";
import { tasksToTry } from "./runner/tasks.ts";
import { prepareTarget } from "./target.ts";

const HINTS = ["one", "two", "three"];

const MANIFEST = {
  format: "groundwork.lab/1",
  id: "01-first",
  chapter: "01-first",
  title: "A lab",
  minutes: 5,
  objectives: ["see it"],
  bases: ["scratch"],
  programs: [],
  handIn: [{ path: "a/Dockerfile", maxBytes: 100 }],
  tasks: [
    { id: "a", title: "First", points: 10, hints: HINTS },
    { id: "b", title: "Second", points: 10, needs: ["a"], hints: HINTS },
    { id: "c", title: "Third", points: 10, hints: HINTS },
  ],
  starter: { failsAt: "a", reason: "no", says: "no" },
  traps: { trick: { failsAt: "b", reason: "no", says: "no", why: "because" } },
};

/** The message of the BadInput that a call must end with. */
async function complaint(call: () => unknown): Promise<string> {
  const error: unknown = await Promise.resolve()
    .then(call)
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof BadInput)) throw new Error(`no BadInput but ${String(error)}`);
  return `${error.message}\n${error.next}`;
}

test.each([
  ["an unknown key", { colour: "red" }, 'labs/x/lab.yaml: unknown key "colour"; remove it'],
  [
    "an unknown key inside",
    { tasks: [{ ...MANIFEST.tasks[0], score: 1 }] },
    'unknown key "score" in tasks.0',
  ],
  ["a wrong type", { minutes: "five" }, "labs/x/lab.yaml: minutes: Invalid input: expected number"],
  ["a missing key", { title: undefined }, "labs/x/lab.yaml: title: Invalid input: expected string"],
  [
    "a value that is not allowed",
    { tasks: [{ ...MANIFEST.tasks[0], feedback: "loud" }] },
    '"full"|"short"|"hidden"',
  ],
  ["a bad id", { id: "First Lab" }, "id: two digits, a dash, then lower-case words joined by dashes"],
  ["a path that leaves", { handIn: [{ path: "../etc/passwd", maxBytes: 1 }] }, "handIn.0.path"],
  ["too few hints", { tasks: [{ ...MANIFEST.tasks[0], hints: ["one"] }] }, "tasks.0.hints"],
])("a manifest with %s: the message names file, key and what is allowed", async (_name, change, says) => {
  const text = stringify({ ...MANIFEST, ...change });
  expect(await complaint(() => parseManifest(text, "labs/x/lab.yaml"))).toContain(says);
});

test.each([["title: [a"], ["title: a\ntitle: b"], ["\t- x"]])("text that is no YAML: %j", async (text) => {
  expect(await complaint(() => parseManifest(text, "labs/x/lab.yaml"))).toMatch(
    /lab\.yaml is no valid YAML: .+line/s,
  );
});

test("an empty manifest is told as such", async () => {
  expect(await complaint(() => parseManifest("", "labs/x/lab.yaml"))).toContain("(top level)");
});

let labs = "";

beforeEach(async () => {
  labs = await mkdtemp(path.join(tmpdir(), "gw-labs-"));
});

afterEach(() => rm(labs, { recursive: true, force: true }));

async function place(change: object = {}, hints = HINTS, traps = ["trick"]): Promise<void> {
  const dir = path.join(labs, "01-first");
  for (const each of ["starter", "solution", ...traps.map((name) => path.join("traps", name))]) {
    await mkdir(path.join(dir, each), { recursive: true });
    await writeFile(path.join(dir, each, "who.txt"), each);
  }
  await writeFile(path.join(dir, "solution", "both.txt"), "solution");
  await writeFile(path.join(dir, "lab.yaml"), stringify({ ...MANIFEST, ...change }));
  await writeFile(path.join(dir, "hints.md"), hints.map((id) => `## ${id}\n\nSay ${id}.\n`).join("\n"));
}

test.each([
  ["another id than its folder's", { id: "02-second" }, 'id: is "02-second", but the folder is "01-first"'],
  [
    "a need that comes later",
    { tasks: MANIFEST.tasks.toReversed() },
    'tasks.b.needs: "a" is no earlier task',
  ],
  ["one id twice", { tasks: [MANIFEST.tasks[0], ...MANIFEST.tasks] }, 'the id "a" stands twice'],
  [
    "a starter that fails nowhere",
    { starter: { ...MANIFEST.starter, failsAt: "z" } },
    'starter.failsAt: "z" is no task',
  ],
  [
    "a trap without a folder",
    { traps: { ...MANIFEST.traps, gone: MANIFEST.traps.trick } },
    "there is no folder traps/gone",
  ],
  [
    "a file to edit that is not handed in",
    { tasks: [{ ...MANIFEST.tasks[0], files: ["b/Dockerfile"] }, ...MANIFEST.tasks.slice(1)] },
    'tasks.a.files: "b/Dockerfile" is not among handIn',
  ],
  [
    "a former task that is there today",
    { tasks: [{ ...MANIFEST.tasks[0], formerly: ["b"] }, ...MANIFEST.tasks.slice(1)] },
    'tasks.a.formerly: "b" is a task of today',
  ],
  ["a former name that is its own", { formerly: ["01-first"] }, 'formerly: "01-first" is a lab of today'],
  ["a folder that is no trap", { traps: {} }, "the folder traps/trick is not declared"],
])("a lab with %s", async (_name, change, says) => {
  await place(change);
  expect(await complaint(() => loadLab(labs, "01-first"))).toContain(says);
});

test("a hint that says nothing is no hint", async () => {
  await place({}, ["one", "two"]);
  expect(await complaint(() => loadLab(labs, "01-first"))).toContain('hints.md has no section "## three"');
  expect(hintIds("# Hints\n\n## one\n\nSay.\n\n## two\n\n")).toEqual(["one"]);
  expect(parseHints("## one\n\nSay.\n\n```\n# no heading\n```\n")).toEqual([
    { id: "one", text: "Say.\n\n```\n# no heading\n```" },
  ]);
});

test("a lab that is not there, or has no manifest", async () => {
  await place();
  await mkdir(path.join(labs, "02-empty"));
  await mkdir(path.join(labs, "shared"));
  expect(await listLabs(labs)).toEqual(["01-first", "02-empty"]);
  expect(await complaint(() => loadLab(labs, "shared"))).toContain("The labs are: 01-first, 02-empty.");
  expect(await complaint(() => loadLab(labs, "02-empty"))).toContain("lab.yaml is missing");
});

test("a trap is laid over the solution, and what is prepared is a copy that goes again", async () => {
  await place();
  const lab = await loadLab(labs, "01-first");
  const target = await prepareTarget(lab, { kind: "trap", name: "trick" }, "ada");
  const copy = target.dir;
  expect(await readFile(path.join(copy, "who.txt"), "utf8")).toBe("traps/trick");
  expect(await readFile(path.join(copy, "both.txt"), "utf8")).toBe("solution");
  await writeFile(path.join(copy, "both.txt"), "changed");
  expect(await readFile(path.join(lab.dir, "solution", "both.txt"), "utf8")).toBe("solution");
  await target[Symbol.asyncDispose]();
  await expect(writeFile(path.join(copy, "x"), "")).rejects.toThrow("ENOENT");
});

test("a target that is not there says what to do", async () => {
  await place();
  const lab = await loadLab(labs, "01-first");
  const asked = (target: Parameters<typeof prepareTarget>[1]) =>
    complaint(() => prepareTarget(lab, target, "ada"));
  expect(await asked({ kind: "trap", name: "../../.." })).toContain('has no trap "../../.."');
  expect(await asked({ kind: "trap", name: "nope" })).toContain("Its traps are: trick.");
  expect(await asked({ kind: "work", workDir: path.join(labs, "none") })).toContain(
    "npx groundwork lab start 01-first",
  );
  expect(await asked({ kind: "path", path: path.join(labs, "none") })).toContain("There is no folder");
});

test.each([
  [undefined, ["a", "b", "c"]],
  ["b", ["a", "b"]],
  ["c", ["c"]],
])("with --task %s these are tried: %s", (wanted, tried) => {
  const manifest = parseManifest(stringify(MANIFEST), "x");
  expect(tasksToTry(manifest, wanted).map((task) => task.id)).toEqual(tried);
});

test("a task that is not there", async () => {
  const manifest = parseManifest(stringify(MANIFEST), "x");
  expect(await complaint(() => tasksToTry(manifest, "z"))).toContain("Its tasks are: a, b, c.");
});
