import { connect, createServer } from "node:net";

/** Started inside an engine's network namespace: passes what comes to a socket on to a port in there, until its input ends. */
const [socket = "", port = ""] = process.argv.slice(2);

const server = createServer((client) => {
  const inside = connect(Number(port), "127.0.0.1");
  client.on("error", () => inside.destroy());
  inside.on("error", () => client.destroy());
  client.pipe(inside).pipe(client);
});
server.listen(socket, () => process.stdout.write("ready\n"));
// The one who started it holds the other end, and its death closes it.
process.stdin.resume().on("end", () => process.exit());
