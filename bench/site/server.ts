import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

interface Serving extends AsyncDisposable {
  readonly origin: string;
}

/** Serves a folder as an ordinary web server would: gzip for what is text, the same headers for every site. */
export async function serveGzipped(folder: string): Promise<Serving> {
  const sent = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const named = join(folder, path);
    const file = existsSync(named) && statSync(named).isDirectory() ? join(named, "index.html") : named;
    const isThere = file.startsWith(folder) && existsSync(file);
    const answer = isThere ? file : join(folder, "404.html");
    if (!existsSync(answer)) {
      response.writeHead(404).end();
      return;
    }
    const isText = extname(answer) !== ".woff2";
    const body = sent.get(answer) ?? (isText ? gzipSync(readFileSync(answer)) : readFileSync(answer));
    sent.set(answer, body);
    response.writeHead(isThere ? 200 : 404, {
      "Content-Type": types[extname(answer)] ?? "application/octet-stream",
      "Content-Length": body.length,
      "Cache-Control": "public, max-age=3600",
      ...(isText ? { "Content-Encoding": "gzip" } : {}),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
