import type { RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { asRefusal } from "../live/fault.ts";
import type { Live } from "../live/live.ts";
import { apiApp } from "./app.ts";
import { guard } from "./guard.ts";
import type { Refused } from "./refuse.ts";

/**
 * What answers requests under `/api/`. The guard stands before the framework: what it refuses is never parsed.
 * @param token the one that this start has written into its pages
 * @param say told in one line of each fault of ours
 */
export function apiListener(live: Live, token: string, say: (line: string) => void): RequestListener {
  const listen = getRequestListener(apiApp(live, say).fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    try {
      guard({ method: request.method ?? "", headers: request.headers }, token);
    } catch (error) {
      refuse(response, asRefusal(error));
      return;
    }
    void listen(request, response);
  };
}

function refuse(response: ServerResponse, { status, refusal }: Refused): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(refusal));
}
