import { cp, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { testFolder } from "../classroom/scene.ts";
import { Transcript } from "../cli/transcript.ts";
import { expectPictures } from "./guide-pictures.ts";

const FIXTURES = path.join(PROJECT_DIR, "tests", "fixtures");
/** Right, the starter, against the policy, late, the first one's files, a program without end; and one hands in nothing. */
const STUDENTS = ["abyrne", "cokafor", "enovak", "fzahra", "gpetrov", "kmensah"];

/** Milliseconds for a canary and seven hand-ins; a busy machine was seen to need seven minutes. */
const MINUTES = 900_000;

/** Files as an instructor has them who follows the guide, in a folder of their own. */
async function guideFolder(): Promise<string> {
  const dir = await testFolder("gw-guide-");
  await cp(path.join(FIXTURES, "guide"), dir, { recursive: true });
  await cp(path.join(FIXTURES, "class", "received.csv"), path.join(dir, "received.csv"));
  await mkdir(path.join(dir, "hand-ins"));
  for (const student of STUDENTS) {
    const from = path.join(FIXTURES, "class", "submissions", student);
    await cp(from, path.join(dir, "hand-ins", student), { recursive: true });
  }
  return dir;
}

/** Without what is another on each machine and in each run: pseudonyms, times, sizes, and what is only made the first time. */
function steadied(text: string): string {
  return text
    .replace(/^(?:making the disk|waiting for process|.*(?:bases?|programs?) ).*\n/gm, "")
    .replace(/\bs[0-9a-f]{16}\b/g, "sPSEUDONYM")
    .replace(/about \S+ \S+ left/g, "about SOME TIME left")
    .replace(/^[\d.]+[KMG]?\t/gm, "SIZE\t");
}

/** The names of what doctor looks at: what it finds is the machine's. */
const namesOnly = (text: string): string => (text.match(/^ {2}\w+(?= )/gm) ?? []).join("\n");

test(
  "the guide: a class is graded, looked at, corrected and given out",
  async () => {
    const dir = await guideFolder();
    const terminal = new Transcript(dir, { DOCKER_HOST: (await connectEngine()).facts.endpoint });
    await terminal.groundwork("doctor --grading");
    await terminal.keptAs("doctor-grading.txt", namesOnly);

    const files = "--assignment week-3 --roster roster.csv --received received.csv";
    expect(await terminal.groundwork(`grade hand-ins ${files} --out out --jobs 1`)).toBe(0);
    await terminal.keptAs("grade.txt", steadied);
    expect(await terminal.groundwork(`grade hand-ins ${files} --out out --jobs 1`)).toBe(0);
    await terminal.keptAs("grade-again.txt", steadied);
    await expectPictures(path.join(dir, "out"));

    expect(await terminal.groundwork("grade report --out out --overrides overrides.csv")).toBe(0);
    await terminal.keptAs("grade-report.txt", steadied);
    expect(await terminal.groundwork("grade diff out/marks.before.json out")).toBe(1);
    await terminal.keptAs("grade-diff.txt", steadied);
    expect(await terminal.groundwork("regrade --out out --changed")).toBe(0);
    await terminal.keptAs("regrade.txt", steadied);

    await terminal.groundwork("grade export csv --out out");
    await terminal.keptAs("export-csv.txt", steadied);
    await terminal.groundwork("grade export moodle --out out --into worksheet.csv");
    await terminal.keptAs("export-moodle.txt", steadied);
    await terminal.groundwork("grade export canvas --out out --into gradebook.csv");
    await terminal.keptAs("export-canvas.txt", steadied);
    await terminal.groundwork("grade export gradescope --out out");
    await terminal.groundwork("grade export junit --out out");
    await terminal.keptAs("export-others.txt", steadied);
    const rights = "stat -c '%A %n' out/* out/private/*";
    await terminal.run(rights, "sh", ["-c", `umask 022; ${rights}`]);
    await terminal.keptAs("rights.txt");
    const journal = await readFile(path.join(dir, "out", "journal.jsonl"), "utf8");
    expect(journal).not.toMatch(/Byrne|Okafor|Mensah|example\.org|abyrne|cokafor|kmensah/);
    await terminal.run("du -sh out/*", "sh", ["-c", "du -sh out/*"]);
    await terminal.keptAs("du.txt", steadied);
  },
  MINUTES,
);
