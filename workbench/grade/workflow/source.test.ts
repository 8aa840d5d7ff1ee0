import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { addressed, parseGroundwork, sourceOf } from "./source.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const AT_GITHUB = {
  url: "https://github.com/example/groundwork.git",
  github: "example/groundwork",
  commit: COMMIT,
};

test.each([
  ["example/groundwork", AT_GITHUB],
  ["https://github.com/example/groundwork", AT_GITHUB],
  ["https://github.com/example/groundwork.git", AT_GITHUB],
  ["https://ada:s3cret@github.com/example/groundwork/", AT_GITHUB],
  ["git@github.com:example/groundwork.git", AT_GITHUB],
  ["ssh://git@github.com/example/groundwork", AT_GITHUB],
  [
    "https://git.example.edu:8443/cs/a/groundwork.git",
    { url: "https://git.example.edu:8443/cs/a/groundwork.git", github: null },
  ],
  [
    "ssh://git@git.example.edu:2222/cs/groundwork",
    { url: "https://git.example.edu/cs/groundwork.git", github: null },
  ],
  ["git@git.example.edu:cs/groundwork", { url: "https://git.example.edu/cs/groundwork.git", github: null }],
])("%s is a place that a job can get it from", (repository, source) => {
  expect(addressed(repository, COMMIT)).toEqual({ ...source, commit: COMMIT });
});

test.each([
  "/home/ada/groundwork",
  "../groundwork",
  "file:///srv/groundwork",
  "ext::sh -c id",
  "https://github.com/",
  "https://github.com/example/$(id)",
  "https://github.com/example/x'; id; '",
  "https://github.com/example/${{ github.token }}",
])("%s is none", (repository) => {
  expect(addressed(repository, COMMIT)).toBeNull();
});

test.each([
  "example/groundwork",
  "example/groundwork@main",
  `example/groundwork@${COMMIT.slice(1)}`,
  `@${COMMIT}`,
  COMMIT,
])("--groundwork %s names no commit", (said) => {
  expect(() => parseGroundwork(said)).toThrow("names no commit");
});

test("--groundwork with a repository and a commit", () => {
  expect(parseGroundwork(`example/groundwork@${COMMIT}`)).toEqual(AT_GITHUB);
  expect(parseGroundwork(`git@github.com:example/groundwork.git@${COMMIT}`)).toEqual(AT_GITHUB);
  expect(() => parseGroundwork(`../groundwork@${COMMIT}`)).toThrow("no address that a job could get");
});

async function checkout(): Promise<{ folder: string; git: (...args: string[]) => string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-source-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args], {
      stdio: "pipe",
      encoding: "utf8",
    }).trim();
  return { folder, git };
}

test("a checkout says where it came from, and what nobody else has of it", async () => {
  const { folder, git } = await checkout();
  await expect(sourceOf(folder)).rejects.toThrow("no Git checkout");
  git("init", "-q");
  await writeFile(path.join(folder, "a"), "1");
  git("add", ".");
  git("commit", "-qm", "one");
  await expect(sourceOf(folder)).rejects.toThrow("no remote called origin");
  git("remote", "add", "origin", "/srv/groundwork");
  await expect(sourceOf(folder)).rejects.toThrow("no other machine can get it from");

  git("remote", "set-url", "origin", "https://ada:s3cret@github.com/example/groundwork");
  const commit = git("rev-parse", "HEAD");
  const alone = await sourceOf(folder);
  expect(alone.source).toEqual({ ...AT_GITHUB, commit });
  expect(alone.notes.join("\n")).toContain("is on no branch of origin");

  git("update-ref", "refs/remotes/origin/main", commit);
  expect((await sourceOf(folder)).notes).toEqual([]);
  await writeFile(path.join(folder, "a"), "2");
  expect((await sourceOf(folder)).notes.join("\n")).toContain("changes that are in no commit");
});
