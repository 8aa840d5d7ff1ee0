import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labFolder, openLearner } from "../../learn/learner.ts";
import { TOKEN_HEADER } from "../token.ts";
import { Live } from "../live/live.ts";
import type { LiveOptions } from "../live/live.ts";
import { serveStatic } from "../static.ts";
import { apiListener } from "./listener.ts";

export const TOKEN = "token-of-this-start";

export interface Ask {
  readonly method?: string;
  readonly path: string;
  /** Null leaves a header out that would be sent. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Served extends AsyncDisposable {
  readonly origin: string;
  readonly live: Live;
  /** The learner's folder of a lab. */
  work(lab: string): string;
  /** Asks as a page of this server would, unless headers say otherwise. `fetch` would refuse to set Host and Origin. */
  ask(ask: Ask): Promise<Answer>;
}

/**
 * The real server on the labs of the course, with an empty folder for the learner's work.
 * @param run what a run does here
 */
export async function served(run: LiveOptions["run"]): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-live-"));
  const site = join(folder, "site");
  await mkdir(site);
  await writeFile(join(site, "index.html"), "<!doctype html><html><head><title>home</title></head></html>");
  await writeFile(join(site, "404.html"), "no such page");
  await writeFile(join(folder, "secret.txt"), "secret");
  const learner = openLearner({ env: { GROUNDWORK_WORK: join(folder, "work") }, onProblem: () => undefined });
  const live = new Live({ learner, run });
  const api = apiListener(live, TOKEN, () => undefined);
  const server = await serveStatic({ folder: site, host: "127.0.0.1", port: 0, live: { token: TOKEN, api } });
  const origin = new URL(server.url).origin;
  return {
    origin,
    live,
    work: (lab) => labFolder(learner, lab),
    ask: (ask) => send(origin, ask),
    async [Symbol.asyncDispose]() {
      await live.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function send(origin: string, { method = "GET", path, headers = {}, body }: Ask): Promise<Answer> {
  const usual = {
    host: new URL(origin).host,
    origin,
    [TOKEN_HEADER]: TOKEN,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const all = Object.entries<string | null>({ ...usual, ...headers });
  const sent = Object.fromEntries(all.filter((each): each is [string, string] => each[1] !== null));
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const asked = request({ hostname, port, path, method, headers: sent, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    asked.on("error", reject);
    asked.end(typeof body === "string" || body === undefined ? body : JSON.stringify(body));
  });
}
