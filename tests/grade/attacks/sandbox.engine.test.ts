import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createGzip } from "node:zlib";
import tar from "tar-stream";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Builder } from "../../../workbench/engine/types.ts";
import { Arena, expectFailed, leftOnTheMachine } from "./arena.ts";

const BUILDERS: readonly Builder[] = ["buildkit", "classic"];
/** A fork bomb that ends by itself once it has been refused. */
const FORKS = "n=0; while [ $n -lt 500 ]; do sleep 30 & n=$((n+1)); done";

let arena: Arena;
beforeAll(async () => {
  arena = await Arena.open();
});

afterEach(async () => {
  expect(await leftOnTheMachine()).toEqual([]);
});

describe.each(BUILDERS)("in a RUN of %s", (builder) => {
  test("a fork bomb meets the limit of processes", async () => {
    await using sandbox = await arena.sandboxes.open();
    expectFailed(await arena.build(sandbox, `FROM BASE\nRUN ${FORKS}\n`, { builder }));
    expect(await sandbox.breaches()).toEqual(["processes"]);
  });

  test("too much memory ends in a kill, and the engine lives", async () => {
    await using sandbox = await arena.sandboxes.open();
    const hogs = "for n in 1 2 3 4 5 6; do dd if=/dev/zero of=/dev/null bs=60M count=5 & done; wait; false";
    expectFailed(await arena.build(sandbox, `FROM BASE\nRUN ${hogs}\n`, { builder }));
    expect(await sandbox.breaches()).toContain("memory");
    expect((await arena.run(sandbox, "true")).exitCode).toBe(0);
  });

  test("a filled disk is the sandbox's own", async () => {
    await using sandbox = await arena.sandboxes.open();
    expectFailed(await arena.build(sandbox, "FROM BASE\nRUN dd if=/dev/zero of=/fill bs=1M\n", { builder }));
    expect(await sandbox.breaches()).toContain("disk");
  });

  test("a RUN that never ends and does not listen is stopped", async () => {
    await using sandbox = await arena.sandboxes.open();
    const outcome = await arena.build(
      sandbox,
      "FROM BASE\nRUN trap '' TERM INT; while :; do sleep 1; done\n",
      {
        builder,
      },
    );
    expect(outcome).toMatchObject({ ok: false, kind: "limit" });
    expect(await sandbox.breaches()).toEqual(["build-time"]);
  });

  test("neither RUN nor ADD nor FROM reaches a service of the machine", async () => {
    await using host = await hostService();
    await using sandbox = await arena.sandboxes.open();
    const reach = `wget -T 2 -O- http://127.0.0.1:${host.port}/ || ls /sys/class/net | grep -qv lo`;
    expectFailed(await arena.build(sandbox, `FROM BASE\nRUN ${reach}\n`, { builder }));
    expectFailed(
      await arena.build(sandbox, `FROM BASE\nADD http://127.0.0.1:${host.port}/ /x\n`, { builder }),
    );
    expectFailed(await arena.build(sandbox, `FROM 127.0.0.1:${host.port}/x:1\n`, { builder }));
    expectFailed(
      await arena.build(sandbox, `FROM BASE\nCOPY --from=127.0.0.1:${host.port}/x:1 /x /x\n`, { builder }),
    );
    expect(host.asked()).toBe(0);
  });

  test("an archive bomb fills the sandbox's disk only", async () => {
    await using sandbox = await arena.sandboxes.open();
    const files = { "bomb.tar.gz": await bomb(400) };
    expectFailed(await arena.build(sandbox, "FROM BASE\nADD bomb.tar.gz /\n", { builder, files }));
    expect(await sandbox.breaches()).toContain("disk");
  });
});

describe("in a build", () => {
  test("a flood of output ends the build", async () => {
    await using sandbox = await arena.sandboxes.open();
    // BuildKit clips it by itself before anybody sees it.
    const outcome = await arena.build(sandbox, "FROM BASE\nRUN yes\n", { builder: "classic" });
    expect(outcome).toMatchObject({ ok: false, kind: "limit" });
    expect(outcome.log.length).toBeLessThan(2_000_000);
    expect(await sandbox.breaches()).toEqual(["output"]);
  });

  test("a million files meet the end of the disk", async () => {
    await using sandbox = await arena.sandboxes.open();
    const many = "mkdir /f; cd /f; n=0; while : > $n; do n=$((n+1)); done 2>/dev/null; false";
    const outcome = await arena.build(sandbox, `FROM BASE\nRUN ${many}\n`, { deadlineMs: 60_000 });
    expectFailed(outcome);
    expect((await sandbox.breaches()).length).toBeGreaterThan(0);
  });

  test("an image that is too large does not count as built", async () => {
    await using sandbox = await arena.sandboxes.open();
    const outcome = await arena.build(sandbox, "FROM BASE\nRUN dd if=/dev/zero of=/big bs=1M count=80\n");
    expect(outcome).toMatchObject({ ok: false, kind: "limit" });
    expect(await sandbox.breaches()).toEqual(["image-too-large"]);
  });

  test("a context with too much in it is not sent", async () => {
    await using sandbox = await arena.sandboxes.open();
    const large = { "large.bin": new Uint8Array(6_000_000) };
    expect(await arena.build(sandbox, "FROM BASE\nCOPY . /\n", { files: large })).toMatchObject({
      ok: false,
      kind: "context",
    });
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`file-${n}`, ""]));
    expect(await arena.build(sandbox, "FROM BASE\n", { files: many })).toMatchObject({ kind: "context" });
    const long = `FROM BASE\n${"# long\n".repeat(10_000)}`;
    expect(await arena.build(sandbox, long)).toMatchObject({ ok: false, kind: "context" });
  });

  test("a frontend of the author's choice is not run", async () => {
    await using host = await hostService();
    await using sandbox = await arena.sandboxes.open();
    const text = `# syntax=127.0.0.1:${host.port}/evil:1\nFROM BASE\nRUN true\n`;
    expect(await arena.build(sandbox, text)).toMatchObject({ ok: true });
    expect(host.asked()).toBe(0);
  });
});

describe("in a container", () => {
  test("a fork bomb meets the limit of processes", async () => {
    await using sandbox = await arena.sandboxes.open();
    expect((await arena.run(sandbox, FORKS)).exitCode).not.toBe(0);
    expect(await sandbox.breaches()).toEqual(["processes"]);
  });

  test("too much memory ends in a kill", async () => {
    await using sandbox = await arena.sandboxes.open();
    const ran = await arena.run(sandbox, "dd if=/dev/zero of=/dev/null bs=400M count=1");
    expect(ran).toMatchObject({ exitCode: 137, oomKilled: true });
    expect(await sandbox.breaches()).toEqual(["memory"]);
  });

  test("a filled disk is the sandbox's own, also through a VOLUME", async () => {
    await using sandbox = await arena.sandboxes.open();
    const built = await arena.build(sandbox, "FROM BASE\nVOLUME /v\n");
    if (!built.ok) throw new Error(built.message);
    const ran = await arena.run(sandbox, "dd if=/dev/zero of=/v/fill bs=1M", { image: built.imageId });
    expect(ran.exitCode).not.toBe(0);
    expect(await sandbox.breaches()).toContain("disk");
  });

  test("a program that ignores SIGTERM is killed", async () => {
    await using sandbox = await arena.sandboxes.open();
    const ran = await arena.run(sandbox, "trap '' TERM INT HUP; while :; do sleep 1; done");
    expect(ran.timedOut).toBe(true);
    expect(await sandbox.breaches()).toEqual(["run-time"]);
  });

  test("a flood of output ends the container", async () => {
    await using sandbox = await arena.sandboxes.open();
    const ran = await arena.run(sandbox, "yes");
    expect(ran.stdout.length).toBeLessThan(300_000);
    expect(await sandbox.breaches()).toEqual(["output"]);
  });

  test("there is no network", async () => {
    await using sandbox = await arena.sandboxes.open();
    expect((await arena.run(sandbox, "ls /sys/class/net")).stdout.trim()).toBe("lo");
  });
});

describe("between students", () => {
  test("no image, cache mount or label of one reaches the next", async () => {
    const cached = "RUN --mount=type=cache,id=shared,target=/c";
    await using one = await arena.sandboxes.open();
    const left = await arena.build(
      one,
      `FROM BASE\n${cached} echo secret > /c/answer\nRUN echo mine > /mine\n`,
      {
        tag: "groundwork/left:behind",
        labels: { "dev.groundwork.run": "forged" },
      },
    );
    expect(left).toMatchObject({ ok: true });
    await one[Symbol.asyncDispose]();
    await using two = await arena.sandboxes.open();
    expectFailed(await arena.build(two, "FROM groundwork/left:behind\nRUN true\n"));
    expectFailed(await arena.build(two, `FROM BASE\n${cached} cat /c/answer\n`));
    expect(await two.engine.images("dev.groundwork.run")).toEqual([]);
  });
});

/** A service on this machine's loopback, which nothing in a sandbox may reach. */
async function hostService(): Promise<{ port: number; asked(): number } & AsyncDisposable> {
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    answer.end("reached");
  });
  server.on("connection", () => (asked += 1));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** A small archive that unpacks to so many megabytes of zeros. */
async function bomb(megabytes: number): Promise<Uint8Array> {
  const pack = tar.pack();
  const megabyte = Buffer.alloc(1_000_000);
  for (let n = 0; n < megabytes; n += 1) pack.entry({ name: `zeros-${n}` }, megabyte);
  pack.finalize();
  return buffer(pack.pipe(createGzip({ level: 1 })));
}
