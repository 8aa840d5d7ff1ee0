import { causeOfRun } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, RunOutcome } from "../../workbench/lab/kit/index.ts";
import { HOUSE } from "./rules.ts";

type Request = Omit<NonNullable<Parameters<Bench["serve"]>[2]>, "ready">;

/** What a server did: what it answered, what it printed, and how it ended when it was told to. */
export interface Served {
  readonly answer: string;
  readonly seen: string;
  readonly cause: string;
  /** Exit code after SIGTERM; 137: it was killed because it went on running. */
  readonly exitCode: number | null;
}

/**
 * Asks ten times within a few seconds, then tells the last complaint. Host is a name that every server takes as its own:
 * esbuild refuses other names, as a fence against pages that guess at local servers.
 */
const ASK = `for i in 1 2 3 4 5 6 7 8 9 10; do
  if said=$(wget -q -T 2 --header "Host: localhost" -O - "$0" 2>&1); then echo "$said"; exit 0; fi
  sleep 0.3
done
echo "$said" >&2
exit 1`;

/** Starts an image as a server, asks it from another container of its network, and stops it. */
export async function serveAndAsk(
  bench: Bench,
  image: BuiltImage,
  { port, path, ...request }: Request & { readonly port: number; readonly path: string },
): Promise<Served> {
  const probe = await bench.scene("FROM busybox:1.38-musl\n");
  await bench.network("house");
  const outcome = await bench.serve("server", image, {
    ...HOUSE,
    ...request,
    network: "house",
    aliases: ["server"],
  });
  if (!outcome.ok) {
    const printed = steady(`${outcome.stdout}${outcome.stderr}`).trim();
    return ended(outcome.exitCode, printed === "" ? outcome.message : `It printed: ${printed}`);
  }
  await using server = outcome.server;
  const asked = await bench.run(probe, {
    network: "house",
    command: ["sh", "-c", ASK, `http://server:${port}/${path}`],
  });
  const { exitCode } = await server.stop(5);
  const said = await server.output();
  const printed = steady(`${said.stdout}${said.stderr}`).trim() || "nothing";
  // A container that has ended has no name in its network any more.
  if (asked.stderr.includes("bad address")) return ended(exitCode, `It printed: ${printed}`);
  const heard =
    asked.exitCode === 0 ? `the answer ${asked.stdout.trim()}` : `no answer: ${steady(asked.stderr).trim()}`;
  const seen = `Another container asked for http://server:${port}/${path} and got ${heard}\nThe server printed: ${printed}`;
  return { answer: asked.stdout.trim(), seen, cause: causeOf(seen), exitCode };
}

function ended(exitCode: number | null, said: string): Served {
  const seen = `It did not go on running (exit code ${exitCode ?? "unknown"}). ${said}`;
  return { answer: "", seen, cause: causeOf(seen), exitCode };
}

/** What was printed, without what differs from run to run: a container's own address, and a line for each request. */
function steady(text: string): string {
  return text.replace(/^.* - "GET .*\n?/gm, "").replace(/\b(?!127\.|0\.)\d+\.\d+\.\d+\.\d+\b/g, "ADDRESS");
}

function causeOf(text: string): string {
  if (text.includes('exec: "-'))
    return "The engine took the words after the image's name for the program. They take the place of CMD; they follow ENTRYPOINT.";
  if (text.includes("stdin was closed"))
    return "The program serves for as long as its standard input is open, and a container has none unless somebody asks for it. It has an option for that.";
  const library = /Error: (\S+): cannot open shared object file/.exec(text)?.[1];
  if (library !== undefined)
    return `Node started. Its native part asks for ${library}, which this image does not have: it was built for another libc.`;
  if (text.includes("onnection refused"))
    return "Nobody listens there: the program listens on another port, or on 127.0.0.1, which is each container's own and can't be reached from outside.";
  return causeOfRun(endedWith(text));
}

function endedWith(stderr: string): RunOutcome {
  const calm = { truncated: false, oomKilled: false, timedOut: false, cancelled: false, durationMs: 0 };
  return { ...calm, started: true, exitCode: 1, stdout: "", stderr, engineError: null };
}
