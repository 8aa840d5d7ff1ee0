import { expect, test } from "vitest";
import { manifestSchema } from "../../lab/manifest.ts";
import type { Observation, Recording } from "../../record/schema.ts";
import { checkContent } from "./check.ts";
import { anchorsOf, factFindings } from "./facts.ts";
import { labFindings, type LabFolder } from "./labs.ts";
import { namedKeys, unpairedRecordings, unusedObservations } from "./recordings.ts";

const build: Observation = {
  kind: "build",
  title: "t",
  command: "c",
  dockerfile: "FROM scratch\n",
  ok: true,
  failure: null,
};
const run = (image: string): Observation => ({
  kind: "run",
  title: "t",
  command: "c",
  image,
  started: true,
  exitCode: 0,
  stdout: "",
  stderr: "",
  engineError: null,
  oomKilled: false,
  timedOut: false,
  steady: true,
});
const recording = (observations: Recording["observations"]): Recording => ({
  format: "groundwork.recording/1",
  experiment: "03-scratch",
  command: "c",
  provenance: {
    recordedAt: "2026-11-28",
    platform: "linux/amd64",
    engine: {
      product: "docker",
      version: "1",
      apiVersion: "1",
      storageDriver: "o",
      imageStore: "classic",
      builder: "buildkit",
      cgroup: "2",
      operatingSystem: "Debian",
    },
    bases: [],
    programs: [],
  },
  observations,
});

test("what no page shows is found; what stands behind something shown is not", () => {
  const seen = recording({
    "a-build": { ...build, dockerfile: "FROM team/base:1\n" },
    "team-build": { ...build, command: "docker build -t team/base:1 ." },
    a: run("a-build"),
    table: {
      kind: "matrix",
      title: "t",
      rows: ["r"],
      columns: ["c"],
      cells: [{ row: "r", column: "c", works: true, run: "a" }],
    },
    lonely: run("a-build"),
  });
  const named = namedKeys(['<Matrix of="03-scratch/table" />']);
  expect(unusedObservations(seen, named).map(({ says }) => says)).toEqual([
    expect.stringContaining('"lonely"'),
  ]);
});

test("a recording and its experiment belong together", () => {
  expect(unpairedRecordings(["01-a", "02-b"], ["02-b", "03-c"]).map(({ file }) => file)).toEqual([
    "recordings/01-a.json",
    "experiments/03-c.ts",
  ]);
});

test("a fact is shown at a section that is there, and stands once", () => {
  const page = "## Why? {/* #why */}\n\nText {/* #no-heading */}\n\n### Deeper {/* #deeper */}\n";
  const anchors = anchorsOf("01-a", page);
  expect(anchors).toEqual(["01-a#why", "01-a#deeper"]);
  const shown = (id: string, place: string) => ({ id, says: "A fact of ten letters.", shown: [place] });
  const facts = [shown("one", "01-a#why"), shown("two", "01-a#gone"), shown("one", "01-a#deeper")];
  expect(factFindings(facts, new Set(anchors)).map(({ says }) => says)).toEqual([
    'the fact "one" stands twice',
    '"two" is said to be shown at 01-a#gone, and there is no such section',
  ]);
});

const manifest = manifestSchema.parse({
  format: "groundwork.lab/1",
  id: "03-scratch",
  chapter: "03-from-scratch",
  title: "Nothing",
  minutes: 5,
  objectives: ["o"],
  bases: [],
  programs: [],
  handIn: [{ path: "static/Dockerfile", maxBytes: 10 }],
  tasks: [{ id: "one", title: "one task", points: 100, hints: ["a", "b", "c"] }],
  starter: { failsAt: "one", reason: "r", says: "s" },
  traps: { lazy: { failsAt: "one", reason: "r", says: "s", why: "w" } },
});
const hints = ["a", "b", "c"].map((id) => ({ id, text: "look" }));
const whole = [
  "lab.yaml",
  "lab.test.ts",
  "hints.md",
  "scene.ts",
  "solution/static/Dockerfile",
  "solution/static/app.c",
  "starter/static/Dockerfile",
  "traps/lazy/static/Dockerfile",
  "golden/starter.txt",
  "golden/trap-lazy.txt",
];

test.each<[string, Partial<LabFolder>, string[]]>([
  ["a whole folder", {}, []],
  [
    "an orphan",
    { files: [...whole, "notes.txt", "solution/left.txt", "golden/trap-gone.txt"] },
    ["notes.txt", "solution/left.txt", "golden/trap-gone.txt"],
  ],
  [
    "a solution that lacks a file",
    { files: whole.filter((file) => !file.startsWith("solution/static/Dockerfile")) },
    ["lab.yaml"],
  ],
  ["an empty hint", { hints: [...hints.slice(1), { id: "a", text: "" }] }, ["hints.md"]],
  ["a hint that nobody asks for", { hints: [...hints, { id: "d", text: "x" }] }, ["hints.md"]],
])("%s", (_, change, files) => {
  const found = labFindings({ manifest, hints, files: whole, ...change });
  expect(found.map(({ file }) => file.replace("labs/03-scratch/", ""))).toEqual(files);
});

test("the course has none of these", async () => {
  expect(await checkContent()).toEqual([]);
});
