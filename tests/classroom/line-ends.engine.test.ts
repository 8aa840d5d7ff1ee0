import { execFileSync } from "node:child_process";
import { cp, glob, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { parseHints } from "../../workbench/lab/hints.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { LABS_DIR, PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork } from "../cli/command.ts";
import { openRig } from "../engine/rig.ts";
import { handIn, testFolder } from "./scene.ts";

const windows = (text: string) => text.replace(/\r?\n/g, "\r\n");

test("a hand-in that an editor has saved with Windows line ends passes as the same with others", async () => {
  const dir = await handIn(path.join(await testFolder(), "hand-in"));
  let changed = 0;
  for await (const file of glob(path.join(dir, "**", "{Dockerfile,*.json,*.ts,.dockerignore}"))) {
    await writeFile(file, windows(await readFile(file, "utf8")));
    changed += 1;
  }
  expect(changed).toBeGreaterThan(3);
  const DOCKER_HOST = (await connectEngine()).facts.endpoint;
  const { code, stdout, all } = await groundwork(["lab", "check", "03-scratch", "--path", dir, "--json"], {
    DOCKER_HOST,
  });
  expect(code, all).toBe(0);
  expect(labResultSchema.parse(JSON.parse(stdout)).verdict).toBe("pass");
});

test("hints with Windows line ends are the same hints", async () => {
  const text = await readFile(path.join(LABS_DIR, "03-scratch", "hints.md"), "utf8");
  const [here, there] = [parseHints(text), parseHints(windows(text))];
  expect(there.map(({ id }) => id)).toEqual(here.map(({ id }) => id));
  expect(there.map(({ text: said }) => said)).toEqual(here.map(({ text: said }) => said));
});

const rig = await openRig();

test.each(rig.builders)(
  "%s: .dockerignore with Windows line ends leaves the same files out",
  async (builder) => {
    const built = await rig.image(windows(`FROM ${rig.base}\nCOPY . /here\nRUN ls -a /here\n`), {
      builder,
      files: { ".dockerignore": windows("# not these\nsecret.txt\n*.log\n!keep.log\n"), ...FILES },
    });
    const { stdout } = await rig.scope.run({ image: built, command: ["ls", "/here"] });
    expect(stdout.split("\n").filter((name) => name.includes("."))).toEqual(["keep.log", "shown.txt"]);
  },
);

const FILES = { "secret.txt": "1", "a.log": "2", "keep.log": "3", "shown.txt": "4" };

test("a checkout with core.autocrlf has the line ends of everybody else", async () => {
  const top = await testFolder();
  const [source, clone] = [path.join(top, "source"), path.join(top, "clone")];
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { stdio: "pipe" });
  git("init", "-q", source);
  for (const name of [".gitattributes", "labs/03-scratch", "workbench/lock.ts"])
    await cp(path.join(PROJECT_DIR, name), path.join(source, name), { recursive: true });
  git("-C", source, "add", ".");
  git("-C", source, "commit", "-qm", "all");
  git("clone", "-q", "-c", "core.autocrlf=true", source, clone);
  for (const name of [
    "labs/03-scratch/solution/static/Dockerfile",
    "labs/03-scratch/lab.yaml",
    "workbench/lock.ts",
  ])
    expect(await readFile(path.join(clone, name), "utf8"), name).not.toContain("\r");
});
