import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";
import { isAddressedToUs } from "./api/guard.ts";
import { pagesWithToken } from "./pages.ts";

export interface StaticServer {
  /** `http://127.0.0.1:4173/` */
  readonly url: string;
  /** Ends it, with every connection that is still open. */
  close(): Promise<void>;
}

export interface StaticServerOptions {
  /** Folder of the built site. */
  readonly folder: string;
  /** A loopback address; nobody else on the network may see the server. */
  readonly host: string;
  readonly port: number;
  readonly live?: LivePart;
  /** How many ports above `port` are tried when it is taken. Default: 0. */
  readonly tryNext?: number;
}

/** Milliseconds: who sends a request more slowly than this only holds a connection. A long answer is not meant. */
const patience = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };

/** Is this an address that only programs of the same machine can reach? */
export function isLoopback(host: string): boolean {
  return ["127.0.0.1", "localhost", "::1"].includes(host);
}

/** What a site needs to be live. */
export interface LivePart {
  /** Written into each page, and expected back with each request to `/api/`. */
  readonly token: string;
  readonly api: RequestListener;
}

/**
 * What answers a request for a file of the site: GET and HEAD only, and only when it was addressed to this machine by a
 * loopback name; a page elsewhere that points its own name at 127.0.0.1 gets nothing.
 * The folder's files are listed once, so no path can lead out of it.
 * @param live answers what begins with `/api/`; without it the site is what any static server would make of it
 */
export function siteHandler(folder: string, live?: LivePart): RequestListener {
  const notFound = readFileSync(join(folder, "404.html"));
  const files = sirv(folder, { etag: true, setHeaders: cacheFor });
  const page = live === undefined ? () => null : pagesWithToken(folder, live.token);
  return (request, response) => {
    protect(response);
    const method = request.method ?? "";
    if (live !== undefined && request.url?.startsWith("/api/")) {
      live.api(request, response);
    } else if (!isAddressedToUs({ method, headers: request.headers })) {
      refuse(response, 421, "This server answers on loopback names only.");
    } else if (method !== "GET" && method !== "HEAD") {
      refuse(response, 405, "Only GET and HEAD.");
    } else {
      const html = page(request.url ?? "");
      if (html !== null) sendHtml(response, 200, html, method);
      else files(request, response, () => sendHtml(response, 404, notFound, method));
    }
  };
}

function sendHtml(response: ServerResponse, status: number, html: string | Buffer, method: string): void {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" });
  response.end(method === "HEAD" ? undefined : html);
}

/** Serves a folder on a loopback address; resolves once it answers. Throws when every port tried is taken. */
export async function serveStatic({
  folder,
  host,
  port,
  live,
  tryNext = 0,
}: StaticServerOptions): Promise<StaticServer> {
  if (!isLoopback(host)) throw new Error(`${host} is not a loopback address`);
  const server = createServer(patience, siteHandler(folder, live));
  const taken = await listen(server, host, port, tryNext);
  const shown = host === "::1" ? "[::1]" : host;
  return {
    url: `http://${shown}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, host: string, port: number, tryNext: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    if (isTaken && tryNext > 0) return listen(server, host, port + 1, tryNext - 1);
    throw error;
  }
}

function protect(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "no-referrer");
  // No page of another origin may load a file of ours, be it as a script or an image.
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  // Docusaurus sets the theme by an inline script; everything else comes from here.
  response.setHeader(
    "Content-Security-Policy",
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  );
}

/** Files under assets/ are named by their content; pages must be asked for again. */
function cacheFor(response: ServerResponse, path: string): void {
  const isNamedByContent = path.startsWith("/assets/");
  response.setHeader("Cache-Control", isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache");
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${words}\n`);
}
