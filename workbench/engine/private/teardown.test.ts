import { expect, test } from "vitest";
import { deletions } from "./firewall.ts";
import { mountsBelow } from "./mounts.ts";
import { engineProcesses } from "./processes.ts";

const RULES = `-P FORWARD DROP
-N DOCKER
-A FORWARD -o gw0123abcd -j DOCKER
-A FORWARD -o docker0 -j DOCKER
-A DOCKER-ISOLATION-STAGE-1 -i gw0123abcd ! -o gw0123abcd -j DOCKER-ISOLATION-STAGE-2
-A DOCKER-USER -j RETURN
-A POSTROUTING -s 10.77.0.0/24 ! -o gw0123abcd -j MASQUERADE
-A POSTROUTING -s 10.77.0.0/24 -d 10.77.0.0/24 -p tcp -j MASQUERADE
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE`;

test("only rules of our bridge and its subnet are deleted", () => {
  expect(deletions(RULES, "gw0123abcd", "10.77.0.0/24").map((words) => words.join(" "))).toEqual([
    "-D FORWARD -o gw0123abcd -j DOCKER",
    "-D DOCKER-ISOLATION-STAGE-1 -i gw0123abcd ! -o gw0123abcd -j DOCKER-ISOLATION-STAGE-2",
    "-D POSTROUTING -s 10.77.0.0/24 ! -o gw0123abcd -j MASQUERADE",
    "-D POSTROUTING -s 10.77.0.0/24 -d 10.77.0.0/24 -p tcp -j MASQUERADE",
  ]);
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
