import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { StartedTestContainer } from "testcontainers";
import type { Confinement } from "../confinement.ts";
import { systemEnv } from "../private/command.ts";
import { hostOf } from "./http.ts";

/** Where servers are started. */
export interface ServePlace {
  readonly endpoint: string;
  readonly confinement?: Confinement | undefined;
}

/** How the published ports of one server are reached from this process. */
export interface Reach extends AsyncDisposable {
  /** `HOST:PORT` for a port of the container. @throws for one that was not published */
  address(port: number): string;
}

const RELAY = fileURLToPath(new URL("relay.ts", import.meta.url));

/** The engine's own host and ports; for an engine in a network of its own, ports of this machine that lead into it. */
export async function reachOf(
  { endpoint, confinement }: ServePlace,
  started: StartedTestContainer,
  ports: readonly number[],
): Promise<Reach> {
  if (confinement === undefined || ports.length === 0) {
    return {
      address: (port) => `${hostOf(endpoint)}:${started.getMappedPort(port)}`,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const gates = new Map<number, Gate>();
  for (const port of ports) gates.set(port, await openGate(confinement, started.getMappedPort(port)));
  return {
    address(port) {
      const gate = gates.get(port);
      if (!gate) throw new Error(`The port ${port} was not published.`);
      return gate.address;
    },
    async [Symbol.asyncDispose]() {
      for (const gate of gates.values()) await gate.close();
    },
  };
}

interface Gate {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * A port on this machine's loopback that leads to one on the loopback of the engine's network namespace. Sockets with a
 * path know no network, so a helper inside listens on one. Nothing leads the other way.
 */
async function openGate({ netns, notes }: Confinement, port: number): Promise<Gate> {
  const socket = path.join(path.dirname(notes), `port-${port}`);
  const relay = spawn("nsenter", [`--net=${netns}`, process.execPath, RELAY, socket, String(port)], {
    env: systemEnv({ PATH: process.env["PATH"] }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const gone = once(relay, "exit").then(() => {
    throw new Error(`The way to port ${port} of the sandbox could not be opened.`);
  });
  gone.catch(() => undefined);
  await Promise.race([once(relay.stdout, "data"), gone]);
  const server = createServer((client) => {
    const inside = connect(socket);
    client.on("error", () => inside.destroy());
    inside.on("error", () => client.destroy());
    client.pipe(inside).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  relay.unref();
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      relay.kill("SIGKILL");
      await rm(socket, { force: true });
    },
  };
}
