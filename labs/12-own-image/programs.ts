import { describeRun, causeOfRun } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";
import { serveAndAsk, type Served } from "./asking.ts";
import type { Brief, Name } from "./brief.ts";
import { HOUSE } from "./rules.ts";

/** Does a program do its work in an image, and what was seen of it? `again` adds to how it is started. */
interface Tried {
  readonly works: boolean;
  readonly seen: string;
  readonly cause: string;
}
type Again = { readonly tmpfs?: Readonly<Record<string, string>> };

/** `docker run IMAGE --define:process.env.WORD=…` serves main.js with the word in it. */
export async function tryWeb(
  bench: Bench,
  brief: Brief,
  image: BuiltImage,
  again: Again = {},
): Promise<Served & Tried> {
  const word = bench.token;
  const command = [`--define:process.env.WORD="${word}"`];
  const served = await serveAndAsk(bench, image, {
    ...again,
    command,
    port: brief.web.port,
    path: "main.js",
  });
  return { ...served, works: served.answer.includes(`"${word}"`) };
}

/** GET /WORD/MOMENT gives the fingerprint that the native part makes of the word, and the local time. */
export async function tryApi(
  bench: Bench,
  brief: Brief,
  image: BuiltImage,
  again: Again = {},
): Promise<Served & Tried & { readonly fingerprint: string; readonly time: string }> {
  const { port, zone } = brief.api;
  const moment = bench.random(0, 1_700_000_000) * 1000;
  const served = await serveAndAsk(bench, image, { ...again, port, path: `${bench.token}/${moment}` });
  const fingerprint = await fingerprintOf(bench, bench.token);
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);
  return { ...served, fingerprint, time, works: served.answer === `${fingerprint} ${time}` };
}

/** What the native part itself makes of a word, in an image of ours. */
async function fingerprintOf(bench: Bench, word: string): Promise<string> {
  const image = await bench.scene(
    "FROM gcr.io/distroless/nodejs24-debian13\nCOPY --from=programs/rollup-glibc /rollup-glibc /native.node\n",
  );
  const script = "console.log(require('/native.node').xxhashBase64Url(Buffer.from(process.argv[1])))";
  return (await bench.run(image, { command: ["-e", script, word] })).stdout.trim();
}

const WORK = {
  "sass-musl": {
    file: "page.scss",
    text: (word: string) => `.${word} {\n  .inner { color: red; }\n}\n`,
    command: ["--style=compressed", "--no-source-map", "/page/page.scss"],
    prints: (word: string) => `.${word} .inner{color:red}`,
  },
  "biome-musl": {
    file: "page.js",
    text: (word: string) => `let ${word}   =  1;\n`,
    command: ["format", "/page/page.js"],
    prints: (word: string) => `let·${word}·=·1;`,
  },
} as const;

/** `docker run IMAGE …` works on a file of a colleague's, who built his image on the learner's. */
export async function tryTool(
  bench: Bench,
  brief: Brief,
  image: BuiltImage,
  again: Again = {},
): Promise<Tried & { readonly wanted: string; readonly engineText: string | null }> {
  const { file, text, command, prints } = WORK[brief.tool.program];
  await bench.name("your-tool:1", image);
  const page = await bench.scene(`FROM your-tool:1\nCOPY ${file} /page/\n`, { [file]: text(bench.token) });
  const ran = await bench.run(page, { ...HOUSE, ...again, command });
  const wanted = prints(bench.token);
  const works = `${ran.stdout}${ran.stderr}`.includes(wanted);
  return { works, seen: describeRun(ran), cause: causeOfRun(ran), wanted, engineText: ran.engineError };
}

/** Does a program still do its work when it is started in another way? */
export async function stillWorks(
  bench: Bench,
  brief: Brief,
  name: Name,
  image: BuiltImage,
  again: Again,
): Promise<boolean> {
  const tries = { web: tryWeb, api: tryApi, tool: tryTool };
  return (await tries[name](bench, brief, image, again)).works;
}
