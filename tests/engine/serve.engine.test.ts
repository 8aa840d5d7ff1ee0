import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { findLeftovers, Scope } from "../../workbench/engine/scope.ts";
import type { ServeRequest, Server } from "../../workbench/engine/types.ts";
import { openRig } from "./rig.ts";

const rig = await openRig();
const { base, engine, scope } = rig;

/** A web server with one page; it says so once it listens. */
const page =
  "mkdir /w && echo a page > /w/index.html && httpd -p 8080 -h /w && echo listening && exec sleep 1000";

function sh(script: string): Pick<ServeRequest, "image" | "entrypoint"> {
  return { image: base, entrypoint: ["/bin/sh", "-c", script] };
}

async function started(request: ServeRequest): Promise<Server> {
  const outcome = await scope.serve(request);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.server;
}

test("a server in a network answers under its alias, and nobody outside can ask", async () => {
  const network = await scope.network();
  await using server = await started({ ...sh(page), network, aliases: ["web"], ready: { log: /listening/ } });
  const ask = "wget -q -O - http://web:8080/";
  expect(await scope.run({ ...sh(ask), network })).toMatchObject({ exitCode: 0, stdout: "a page\n" });
  const outside = await scope.run({ ...sh(ask), network: await scope.network() });
  expect(outside).toMatchObject({ stdout: "" });
  expect(outside.exitCode).not.toBe(0);
  expect(await server.output()).toEqual({ stdout: "listening\n", stderr: "" });
});

test("a published port is reached from this machine once the server answers", async () => {
  await using server = await started({ ...sh(page), ports: [8080], ready: { path: "/", port: 8080 } });
  const answer = await (await fetch(`http://${server.address(8080)}/`)).text();
  expect(answer).toBe("a page\n");
});

test("a sidecar sees the processes and the network of a container that has no shell", async () => {
  const image = await rig.image(
    `FROM scratch\nCOPY --from=${base} /bin/busybox /busybox\nCOPY page /\nCMD ["/busybox","httpd","-f","-p","9"]\n`,
    { files: { page: "hello\n" } },
  );
  await using server = await started({ image });
  expect((await server.exec(["sh"])).exitCode).not.toBe(0);
  const beside = { network: `container:${server.id}`, pid: `container:${server.id}` };
  const seen = await scope.run({
    ...sh("ps -o args | grep -c '^/busybox httpd'; ls /proc/1/root; wget -q -O - http://127.0.0.1:9/page"),
    ...beside,
    capAdd: ["SYS_PTRACE"],
  });
  expect(seen.stdout).toMatch(/^1\nbusybox\ndev\n(.*\n)*hello\n$/);
});

test("capabilities are added and dropped", async () => {
  const look = "grep CapEff /proc/self/status";
  const usual = await scope.run(sh(look));
  const none = await scope.run({ ...sh(look), capDrop: ["ALL"] });
  const more = await scope.run({ ...sh(look), capDrop: ["ALL"], capAdd: ["SYS_PTRACE"] });
  expect(none.stdout).toBe("CapEff:\t0000000000000000\n");
  expect(more.stdout).toBe("CapEff:\t0000000000080000\n");
  expect(usual.stdout).not.toBe(none.stdout);
});

test.each([
  ["a program that is not there", { image: "BASE", entrypoint: ["/nope"] }, 127, /stat \/nope/, ""],
  [
    "an image that the engine does not hold",
    { image: "groundwork/nothing:1" },
    125,
    /groundwork\/nothing:1/,
    "",
  ],
])("%s: a value with the engine's text", async (_name, request, exitCode, says, stderr) => {
  const outcome = await scope.serve({ ...request, image: request.image.replace("BASE", base) });
  expect(outcome).toMatchObject({ ok: false, exitCode, stderr });
  expect(outcome.ok ? "" : outcome.message).toMatch(says);
});

test("a server that ends before it is ready is a value with what it printed, and is gone", async () => {
  const ready = { log: /listening/ };
  const ended = await scope.serve({ ...sh("echo no config >&2; exit 3"), ready });
  expect(ended).toMatchObject({ ok: false, exitCode: 3, stderr: "no config\n" });
  const mute = await scope.serve({ ...sh("exec sleep 1000"), ready, readyMs: 1_000 });
  expect(mute).toMatchObject({ ok: false, exitCode: null });
  const left = (await engine.containers(`dev.groundwork.run=${scope.runId}`)).map(({ state }) => state);
  expect(left).toEqual([]);
});

test("stopping tells how PID 1 took it", async () => {
  await using deaf = await started(sh("exec sleep 1000"));
  const killed = await deaf.stop(1);
  expect(killed.exitCode).toBe(137);
  expect(killed.durationMs).toBeGreaterThan(900);
  await using polite = await started({ ...sh("exec sleep 1000"), init: true });
  const asked = await polite.stop(10);
  expect(asked.exitCode).toBe(143);
  expect(asked.durationMs).toBeLessThan(5_000);
  // One that has ended by itself has nothing to be stopped, and still tells how it ended.
  await using brief = await started(sh("sleep 1; exit 4"));
  await setTimeout(2_000);
  expect((await brief.stop(1)).exitCode).toBe(4);
});

test("what is killed can be started again: its files and its port are the same", async () => {
  const count = "echo again >> /n && httpd -p 8080 -h / && exec sleep 1000";
  const hostPort = 19_000 + (process.pid % 1_000);
  await using server = await started({
    ...sh(count),
    ports: [8080],
    hostPorts: { 8080: hostPort },
    ready: { path: "/n", port: 8080 },
  });
  const address = `http://${server.address(8080)}/n`;
  expect(server.port(8080)).toBe(hostPort);
  await server.kill();
  await expect(fetch(address)).rejects.toThrow();
  await server.start();
  const read = () => fetch(address).then((answer) => answer.text(), String);
  await expect.poll(read, { timeout: 10_000 }).toBe("again\nagain\n");
  await server.pause();
  await expect(fetch(address, { signal: AbortSignal.timeout(500) })).rejects.toThrow();
  await server.unpause();
  expect(await read()).toBe("again\nagain\n");
});

test("the engine's health check is read with what it saw", { timeout: 60_000 }, async () => {
  const image = await rig.image(
    `FROM ${base}\nHEALTHCHECK --interval=1s --retries=1 CMD ["/bin/nope"]\nCMD ["sleep","1000"]\n`,
  );
  await using server = await started({ image });
  await expect.poll(async () => (await server.health()).status, { timeout: 20_000 }).toBe("unhealthy");
  const { checks } = await server.health();
  expect(checks[0]?.output).toContain("/bin/nope");
  await using unchecked = await started(sh("exec sleep 1000"));
  expect(await unchecked.health()).toEqual({ status: "none", checks: [] });
});

test("a run that ends takes its servers and networks with it", async () => {
  const other = new Scope(engine);
  const network = await other.network();
  await other.serve({ ...sh("exec sleep 1000"), network });
  const before = await findLeftovers(engine, other.runId);
  expect([before.containers.length, before.networks]).toEqual([1, [network]]);
  await other[Symbol.asyncDispose]();
  expect(await findLeftovers(engine, other.runId)).toEqual({ containers: [], images: [], networks: [] });
});
