import { expect, test } from "vitest";
import type { Confinement } from "../confinement.ts";
import { containerOptions, refusedExitCode } from "./options.ts";

test("a run that says nothing has no network, no log of the engine's and the image's own command", () => {
  expect(containerOptions({ image: "a" })).toMatchObject({
    Image: "a",
    Cmd: undefined,
    Entrypoint: undefined,
    Env: [],
    HostConfig: { NetworkMode: "none", ReadonlyRootfs: false, Init: false, LogConfig: { Type: "none" } },
  });
});

test("what is asked for stands where the engine's API wants it", () => {
  const options = containerOptions({
    image: "a",
    command: ["x"],
    entrypoint: [],
    env: { A: "b=c" },
    user: "1:2",
    memoryBytes: 5,
    pids: 7,
    labels: { l: "1" },
    tmpfs: { "/tmp": "size=1m" },
    binds: ["/a:/b:ro"],
    network: "bridge",
    capDrop: ["ALL"],
    noNewPrivileges: true,
  });
  expect(options).toMatchObject({
    Cmd: ["x"],
    Entrypoint: [],
    Env: ["A=b=c"],
    User: "1:2",
    Labels: { l: "1" },
  });
  // The same limit with swap, or a program would be swapped out instead of stopped.
  expect(options.HostConfig).toMatchObject({ Memory: 5, MemorySwap: 5, PidsLimit: 7, NetworkMode: "bridge" });
  expect(options.HostConfig).toMatchObject({ Tmpfs: { "/tmp": "size=1m" }, Binds: ["/a:/b:ro"] });
  expect(options.HostConfig).toMatchObject({ CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges"] });
});

test("in a sandbox no program gains rights, and no list of a hand-in adds a capability that reaches the kernel", () => {
  const asked = {
    image: "a",
    capDrop: ["ALL"],
    capAdd: ["CHOWN", "cap_setuid", "ALL", "SYS_ADMIN", "sys_module"],
  };
  const { HostConfig } = containerOptions(asked, CONFINEMENT);
  expect(HostConfig).toMatchObject({
    ...{ CapDrop: ["ALL"], CapAdd: ["CHOWN", "cap_setuid"], SecurityOpt: ["no-new-privileges"] },
    ...{ Memory: 8, MemorySwap: 8, PidsLimit: 3, Privileged: false, RestartPolicy: { Name: "no" } },
  });
  const about = containerOptions(
    { ...asked, noNewPrivileges: false, memoryBytes: 99, pids: 99 },
    CONFINEMENT,
  );
  expect(about.HostConfig?.SecurityOpt).toBeUndefined();
  expect(about.HostConfig).toMatchObject({ Memory: 8, PidsLimit: 3 });
});

const CONFINEMENT: Confinement = {
  ...{ dataDir: "/d", netns: "/n", notes: "/o", pids: 3, memoryBytes: 8, cpus: 1, runMs: 1 },
  ...{ runOutputBytes: 1, buildMs: 1, buildLogBytes: 1, imageBytes: 1, contextBytes: 1, contextFiles: 1 },
  dockerfileBytes: 1,
};

test.each([
  [127, 'exec: "/nope": stat /nope: no such file or directory: unknown'],
  [127, 'exec: "nope": executable file not found in $PATH: unknown'],
  [126, 'exec: "/etc/passwd": permission denied: unknown'],
  [126, 'exec: "/etc": is a directory: unknown'],
  [125, "unable to find user nobody: no matching entries in passwd file"],
  [125, "No such image: nothing:1"],
])("docker run exits with %i: %s", (code, message) => {
  expect(refusedExitCode(message)).toBe(code);
});
