import { expect, test } from "vitest";
import { deletions, rulesFor } from "./firewall.ts";
import { mountsBelow } from "./mounts.ts";
import { engineProcesses } from "./processes.ts";
import { shimSockets } from "./shims.ts";

const RULES = `-P FORWARD DROP
-N DOCKER
-A FORWARD -s 10.77.0.0/16 -m comment --comment gw0123abcd -j ACCEPT
-A FORWARD -s 10.78.0.0/16 -m comment --comment gw89abcdef -j ACCEPT
-A FORWARD -o docker0 -j DOCKER
-A POSTROUTING -s 10.77.0.0/16 ! -d 10.77.0.0/16 -m comment --comment gw0123abcd -j MASQUERADE
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE`;

test("only rules with our mark are deleted", () => {
  expect(deletions(RULES, "gw0123abcd").map((words) => words.join(" "))).toEqual([
    "-D FORWARD -s 10.77.0.0/16 -m comment --comment gw0123abcd -j ACCEPT",
    "-D POSTROUTING -s 10.77.0.0/16 ! -d 10.77.0.0/16 -m comment --comment gw0123abcd -j MASQUERADE",
  ]);
});

test("every rule that is set carries the mark by which it is found again", () => {
  const listed = rulesFor("10.77.0.0/16", "gw0123abcd").map(
    ([, chain, ...rule]) => `-A ${chain} ${rule.join(" ")}`,
  );
  expect(deletions(listed.join("\n"), "gw0123abcd")).toHaveLength(listed.length);
});

const MOUNTS = `22 1 254:0 / / rw - ext4 /dev/vda rw
90 22 254:0 /s/engine/data /s/engine/data rw - ext4 /dev/vda rw
91 90 0:45 / /s/engine/data/overlay2/abc/merged rw - overlay overlay rw
92 22 0:46 / /s/engine/data-of-others rw - tmpfs tmpfs rw
93 22 0:47 / /s/engine/exec/with\\040space rw - tmpfs tmpfs rw`;

test("mounts come deepest first, and a folder that only begins alike is left alone", () => {
  expect(mountsBelow(MOUNTS, ["/s/engine/data", "/s/engine/exec"])).toEqual([
    "/s/engine/exec/with space",
    "/s/engine/data/overlay2/abc/merged",
    "/s/engine/data",
  ]);
});

const process = (pid: number, parent: number, command: string, state = "S") => ({
  pid,
  parent,
  state,
  argv: command.split(" "),
});

test("an engine is its daemons, its shims without a parent, and all that they started", () => {
  const all = [
    process(1, 0, "init"),
    process(10, 1, "dockerd --config-file /s/engine/engine.json"),
    process(11, 10, "containerd --config /s/engine/exec/containerd/containerd.toml"),
    process(12, 1, "/usr/bin/containerd-shim-runc-v2 -address /s/engine/exec/containerd/containerd.sock"),
    process(13, 12, "sleep 1000"),
    process(14, 13, "sh -c :", "Z"),
    process(20, 1, "tail -f /s/engine/engine.log"),
    process(30, 1, "dockerd --config-file /s/engine-of-others/engine.json"),
    process(31, 30, "containerd"),
  ];
  expect(engineProcesses(all, ["/s/engine"]).map(({ pid }) => pid)).toEqual([10, 11, 12, 13]);
});

test("a shim's socket is known by its arguments, as containerd 1.6.20 was seen to name it", () => {
  const id = "b19d2ed9fd2cc0ec2de4b163c96c42521e437eb098f77f7fdf925a2b20e5c262";
  const shim = `shim -namespace moby -id ${id} -address /tmp/gwp/engine/exec/containerd/containerd.sock`;
  expect(shimSockets([process(1, 0, shim), process(2, 0, "dockerd")])).toEqual([
    "/run/containerd/s/cbfced940e6b4076ed9ee72cdfcd8042cfb252bd8253797d97b4a90e66796fc6",
  ]);
});
