import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A network of its own with one cable to this machine, at whose end a port of this machine's loopback answers. */
export interface Cable extends AsyncDisposable {
  /** Starts a command in that network. */
  readonly through: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Nothing comes through any more; who waits for an answer waits. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Lays the cable. Needs root, as the grader does. */
export async function layCable(toPort: number): Promise<Cable> {
  const id = process.pid % 10_000;
  const [netns, outer, inner] = [`gwcut${id}`, `gwo${id}`, `gwi${id}`];
  // A network of four addresses for each test process.
  const [third, fourth] = [(id >> 6) & 255, (id & 63) * 4];
  const [host, guest] = [`10.213.${third}.${fourth + 1}`, `10.213.${third}.${fourth + 2}`];
  const ip = (...args: string[]) => run("ip", args);
  await ip("netns", "add", netns);
  await ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", netns);
  await ip("addr", "add", `${host}/30`, "dev", outer);
  await ip("link", "set", outer, "up");
  const inside = ["nsenter", `--net=/run/netns/${netns}`];
  const within = (...args: string[]) => run(inside[0] ?? "", [...inside.slice(1), "ip", ...args]);
  await within("addr", "add", `${guest}/30`, "dev", inner);
  await within("link", "set", inner, "up");
  await within("link", "set", "lo", "up");
  const relay = createServer((socket) => {
    const far = connect(toPort, "127.0.0.1");
    socket.pipe(far).pipe(socket);
    for (const [one, other] of [
      [socket, far],
      [far, socket],
    ] as const)
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  relay.listen(0, host);
  await once(relay, "listening");
  const address = relay.address();
  return {
    through: inside,
    host,
    port: typeof address === "object" && address ? address.port : 0,
    cut: async () => {
      await ip("link", "set", outer, "down");
    },
    mend: async () => {
      await ip("link", "set", outer, "up");
    },
    async [Symbol.asyncDispose]() {
      relay.close();
      await ip("link", "del", outer);
      await ip("netns", "del", netns);
    },
  };
}
