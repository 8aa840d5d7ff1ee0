import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { EngineFault } from "../../../engine/errors.ts";
import { BadInput } from "../../../lab/errors.ts";
import { connectRedis, parseRedisUrl } from "./redis.ts";

const never = new AbortController().signal;

/** What somebody reads who gives this address; the port, which differs each time, is left out. */
async function told(url: string, caFile: string | null = null): Promise<string> {
  const error: unknown = await connectRedis({ url, caFile }, () => undefined, never).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineFault || error instanceof BadInput)) throw error;
  return `${error.message}\n${error.next ?? ""}`.replaceAll(/:\d{4,5}/g, ":PORT");
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

test.each(["", "redis", "http://localhost", "redis://", ":secret@host"])(
  "%j is no address of a Redis",
  async (url) => {
    expect(await told(url)).toMatchInlineSnapshot(`
      "The address of Redis can't be read.
      Write it as redis://HOST:PORT or rediss://:PASSWORD@HOST:PORT. GROUNDWORK_REDIS keeps it off the command line."
    `);
  },
);

test("an address is told without its password", () => {
  expect(parseRedisUrl("rediss://grader:secret@queue.example")).toEqual({
    where: "rediss://queue.example:6379",
    tls: true,
  });
});

test("nobody listens there", async () => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  expect(await told(`redis://:secret@127.0.0.1:${port}`)).toMatchInlineSnapshot(`
    "Redis at redis://127.0.0.1:PORT can't be used: connect ECONNREFUSED 127.0.0.1:PORT
    Start it, or correct its address; a firewall may stand between."
  `);
});

test("it speaks no TLS", async () => {
  const port = await listening(createServer((socket) => socket.end("-ERR what is that\r\n")));
  const text = await told(`rediss://:secret@127.0.0.1:${port}`);
  expect(text).toContain("does it speak TLS (rediss://) or not (redis://)?");
  expect(text).not.toContain("secret");
});

test("it asks for a password that was not given", async () => {
  const server = createServer((socket) =>
    socket.on("data", () => socket.write("-NOAUTH Authentication required.\r\n")),
  );
  const port = await listening(server);
  expect(await told(`redis://127.0.0.1:${port}`)).toMatchInlineSnapshot(`
    "Redis at redis://127.0.0.1:PORT can't be used: NOAUTH Authentication required.
    Put the right user and password into its address; GROUNDWORK_REDIS keeps it off the command line."
  `);
});

test("the certificate's file is not there", async () => {
  expect(await told("rediss://127.0.0.1:6379", "/nowhere/ca.pem")).toMatchInlineSnapshot(`
    "/nowhere/ca.pem can't be read.
    Give the certificate that signed the server's: --redis-ca FILE"
  `);
});
