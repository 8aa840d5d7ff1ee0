import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listLabs } from "../../workbench/lab/load.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";

const SECONDS = 60_000;

/** A message of ours is a few plain lines; a stack trace says that nobody expected this. */
function expectPlain(all: string): void {
  expect(all).not.toMatch(/^ {4}at |node:internal|should not happen/m);
}

test.each([
  {
    args: ["lab", "check", "04-nothing"],
    says: ['There is no lab "04-nothing".', "The labs are: 01-"],
  },
  { args: ["lab", "start", "04-nothing"], says: ['There is no lab "04-nothing".'] },
  { args: ["lab", "start", "../labs/03-scratch"], says: ["There is no lab"] },
  {
    args: ["lab", "hint", "03-scratch", "nothing"],
    says: ['has no task "nothing"', "Its tasks are: static"],
  },
  { args: ["lab", "hint", "03-scratch", "static", "--level", "4"], says: ["Allowed choices are 1, 2, 3"] },
  { args: ["lab", "check", "03-scratch", "--starter", "--solution"], says: ["cannot be used with"] },
  { args: ["assignment", "new", "--id", "x"], says: ["needs an id, a title and labs", "--labs 03-scratch"] },
  { args: ["assignment", "check", "nowhere.yaml"], says: ["There is no nowhere.yaml", "assignment new"] },
  { args: ["lab", "chek"], says: ["unknown command 'chek'", "Did you mean check?"] },
  { args: ["labs"], says: ["unknown command 'labs'", "Did you mean lab?"] },
  { args: ["record", "04-nothing"], says: ['There is no experiment "04-nothing".', "The experiments are:"] },
  { args: ["lab", "start"], says: ["missing required argument 'lab'"] },
  {
    args: ["hint", "03-scratch", "static", "--level", "2"],
    says: ["Hints come one at a time", "seen 0 of 3"],
  },
  { args: ["reset", "03-scratch", "nothing"], says: ['has no task "nothing"'] },
  {
    args: ["progress", "import", "package.json"],
    says: ["package.json is no exported progress", "Export it anew"],
  },
  { args: ["progress", "import", "no-such.json"], says: ["no-such.json can't be read"] },
])("groundwork $args: wrong use, one plain message, exit 2", { timeout: SECONDS }, async ({ args, says }) => {
  const { code, stdout, all } = await groundwork(args, {
    GROUNDWORK_WORK: path.join(tmpdir(), "gw-no-work"),
  });
  expect(code, all).toBe(2);
  expect(stdout).toBe("");
  for (const each of says) expect(all).toContain(each);
  expectPlain(all);
});

test("an unknown lab is told which labs there are", { timeout: SECONDS }, async () => {
  const { all } = await groundwork(["lab", "check", "nope"]);
  for (const id of await listLabs(LABS_DIR)) expect(all).toContain(id);
});

test(
  "an engine that is named and does not answer: exit 3, and no other one is tried",
  { timeout: SECONDS },
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "gw-dead-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const DOCKER_HOST = `unix://${folder}/docker.sock`;
    const { code, all } = await groundwork(["lab", "check", "03-scratch", "--solution"], {
      DOCKER_HOST,
      GROUNDWORK_STATE: folder,
    });
    expect(code, all).toBe(3);
    expect(all).toContain(`The engine named by DOCKER_HOST does not answer: ${DOCKER_HOST}`);
    expect(all).toContain("No other engine was tried");
    expectPlain(all);
  },
);
