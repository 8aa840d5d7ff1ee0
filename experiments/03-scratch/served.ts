import { readFileSync } from "node:fs";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

/** What only shows between containers: a real TLS connection, and a real `docker stop`. */
export async function served(recorder: Recorder): Promise<void> {
  await shopping(recorder);
  await stopping(recorder);
}

async function shopping(recorder: Recorder): Promise<void> {
  await recorder.network("mall");
  const shop = await https(
    recorder,
    "https-shop",
    "a shop that answers over TLS",
    "COPY shop.pem shop-key.pem /\n",
  );
  await recorder.serve("shop", shop, {
    network: "mall",
    aliases: ["shop.test"],
    command: ["serve"],
    ready: { log: /open/ },
  });
  const asking = { network: "mall", command: ["ask", "shop.test"] };
  const bare = await https(recorder, "https-bare", "a client on nothing", "");
  await recorder.run("https", bare, { title: "a real connection, and no bundle", ...asking });
  const bundle = "COPY shop-ca.pem /roots.pem\nENV SSL_CERT_FILE=/roots.pem\n";
  const supplied = await https(recorder, "https-supplied", "a client with a bundle", bundle);
  await recorder.run("https-bundle", supplied, { title: "the same, with the bundle", ...asking });
}

/** Server and client are one program with OpenSSL's libraries, on scratch. */
function https(recorder: Recorder, name: string, title: string, lines: string): Promise<Subject> {
  const files = ["https.c", "shop.pem", "shop-key.pem", "shop-ca.pem"];
  return recorder.build(`${name}-build`, {
    title,
    tag: name,
    files: Object.fromEntries(files.map((file) => [file, text(file)])),
    dockerfile: `FROM toolchain:13 AS build
COPY https.c .
RUN gcc -O2 -o /https https.c -l:libssl.so.3 -l:libcrypto.so.3 \\
 && mkdir /parts \\
 && ldd /https | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory /parts

FROM scratch
COPY --from=build /parts /
COPY --from=build /https /https
${lines}ENTRYPOINT ["/https"]
`,
  });
}

const SECONDS = 2;
const ways = {
  plain: { title: "docker stop, and no opinion about SIGTERM" },
  init: { title: "the same, with a small init in front", init: true },
  handler: { title: "the same, with a handler", command: ["handler"] },
} as const;

async function stopping(recorder: Recorder): Promise<void> {
  const waiting = await recorder.build("wait-build", {
    title: "a program that waits",
    tag: "wait",
    files: { "wait.c": text("wait.c") },
    dockerfile: `FROM toolchain:13 AS build
COPY wait.c .
RUN musl-gcc -static -O2 -o /wait wait.c

FROM scratch
COPY --from=build /wait /wait
ENTRYPOINT ["/wait"]
`,
  });
  for (const [way, { title, ...how }] of Object.entries(ways)) {
    const server = await recorder.serve("waiting", waiting, { ...how, ready: { log: /waiting/ } });
    const took = await server.stop(`stop-${way}`, title, SECONDS);
    await server[Symbol.asyncDispose]();
    recorder.figure(`stop-${way}-ms`, {
      title: `${title}: milliseconds until it had stopped`,
      value: took,
      unit: "ms",
      stable: false,
      from: [`stop-${way}`],
    });
  }
}
