import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ElfFacts } from "../image/types.ts";
import {
  buildCommand,
  copyCommand,
  execCommand,
  healthCommand,
  runCommand,
  stopCommand,
} from "./commands.ts";
import { groundworkCommand } from "./groundwork.ts";
import { highestGlibc } from "./glibc.ts";
import { steadyDigests, steadyText } from "./steady.ts";
import { listExperiments, loadExperiment, readRecording } from "./store.ts";

test.each([
  [{}, "docker run --rm a"],
  [{ command: ["echo", "two words", "it's", ""] }, "docker run --rm a echo 'two words' 'it'\\''s' ''"],
  [
    { entrypoint: ["/bin/sh", "-c"], command: ["echo $HOME"] },
    "docker run --rm --entrypoint /bin/sh a -c 'echo $HOME'",
  ],
  [{ entrypoint: [] }, "docker run --rm --entrypoint '' a"],
  [
    { user: "1:2", network: "none", memoryBytes: 5, pids: 9 },
    "docker run --rm --user 1:2 --network none --memory 5 --pids-limit 9 a",
  ],
  [
    { readOnly: true, init: true, tmpfs: { "/tmp": "size=1m" } },
    "docker run --rm --init --read-only --tmpfs /tmp:size=1m a",
  ],
  [
    { noNewPrivileges: true, readOnly: true, tmpfs: { "/tmp": "" } },
    "docker run --rm --read-only --security-opt no-new-privileges --tmpfs /tmp a",
  ],
  [
    { network: "container:web", pid: "container:web", capAdd: ["SYS_PTRACE"], capDrop: ["ALL"] },
    "docker run --rm --network container:web --pid container:web --cap-drop ALL --cap-add SYS_PTRACE a",
  ],
  [
    { env: { A: "b c" }, binds: ["/x:/y:ro"], workdir: "/w" },
    "docker run --rm --workdir /w -e 'A=b c' -v /x:/y:ro a",
  ],
])("%j as a person would type it", (step, command) => {
  expect(runCommand("a", step)).toBe(command);
  expect(buildCommand("a")).toBe("docker build -t a .");
  expect(buildCommand("a", { pull: true, noCache: true, platform: "linux/arm64" })).toBe(
    "docker build --no-cache --pull --platform linux/arm64 -t a .",
  );
  expect(groundworkCommand({ words: ["stale", "IMAGE"], head: 2 }, "a:1")).toBe(
    "npx groundwork stale a:1 | head -n 2",
  );
});

test("of a text of our own, digests alone are taken out", () => {
  expect(steadyDigests(`FROM http://x@sha256:${"ab".repeat(32)}`)).toBe("FROM http://x@sha256:<id>");
});

test("a running container is asked as a person would", () => {
  expect(execCommand("web", ["sh", "-c", "ls /"])).toBe("docker exec web sh -c 'ls /'");
  expect(copyCommand("web", "/etc/a b")).toBe("docker cp web:'/etc/a b' - | tar -x -O");
  expect(healthCommand("web")).toMatch(/^docker inspect --format '.*Health.*' web$/);
  expect(stopCommand("web", 3)).toMatch(/^docker stop -t 3 web && docker inspect .* web$/);
});

test.each([
  ["a container's id", `at ${"ab".repeat(32)}!`, "at <id>!"],
  ["a build step's folder", "to non-directory: /v/l/overlay2/x1y2/merged/lib", "to non-directory: /lib"],
  ["an address", 'Head "https://registry.example/v2/x": no', 'Head "<address>": no'],
  ["a registry of ours", "on 127.0.0.1:32801/groundwork/base:1", "on localhost:5000/base:1"],
  [
    "a temporary folder",
    "/tmp/groundwork-scene-p17h0a1b2c-Ab3xYz/a and /tmp/groundwork-p17h0a1b2c-Ab3xYz",
    "/tmp/<folder>/a and /tmp/<folder>",
  ],
  ["line ends", "a\r\nb", "a\nb"],
  ["a version and a path stay", "libc 2.41 in /lib/x86_64-linux-gnu", "libc 2.41 in /lib/x86_64-linux-gnu"],
])("what varies is taken out: %s", (_name, text, steady) => {
  expect(steadyText(text)).toBe(steady);
});

test.each([
  [{ "libc.so.6": ["GLIBC_2.9", "GLIBC_2.34", "GLIBC_2.4"] }, "GLIBC_2.34"],
  [{ "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.2"], "libm.so.6": ["GLIBC_2.2.10"] }, "GLIBC_2.2.10"],
  [{ "libc.so.6": ["GLIBC_PRIVATE"], "libstdc++.so.6": ["GLIBCXX_3.4.30"] }, null],
  [{}, null],
])("the highest glibc version of %j", (versionsNeeded, highest) => {
  expect(highestGlibc({ versionsNeeded } as unknown as ElfFacts)).toBe(highest);
});

test("an experiment or a recording that can't be had is said in plain words", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "gw-record-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(path.join(dir, "01-one.ts"), 'export default { id: "01-uno" };');
  await writeFile(path.join(dir, "02-two.json"), '{"format":"old"}');
  await writeFile(path.join(dir, "03-three.json"), "{");
  expect(await readdir(dir)).toHaveLength(3);
  expect(await listExperiments(dir)).toEqual(["01-one"]);
  await expect(loadExperiment(dir, "04-four")).rejects.toThrow('There is no experiment "04-four".');
  await expect(loadExperiment(dir, "01-one")).rejects.toThrow('experiments/01-one.ts calls itself "01-uno".');
  expect(await readRecording(dir, "01-one")).toBeNull();
  await expect(readRecording(dir, "02-two")).rejects.toThrow("recordings/02-two.json can't be read");
  await expect(readRecording(dir, "03-three")).rejects.toThrow("recordings/03-three.json can't be read");
});
