import { refusalSchema } from "../../../workbench/serve/contract.ts";
import type { Refusal } from "../../../workbench/serve/contract.ts";
import { TOKEN_HEADER } from "../../../workbench/serve/token.ts";

/** Asks the server to do something. Null when it did; else why not, in words for the reader. */
export async function ask(
  token: string,
  method: "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Refusal | null> {
  try {
    const answer = await fetch(`/api/${path}`, {
      method,
      headers: { [TOKEN_HEADER]: token, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return null;
    const refusal = refusalSchema.safeParse(await answer.json());
    return refusal.success ? refusal.data : unreachable;
  } catch {
    return unreachable;
  }
}

const unreachable: Refusal = {
  format: "groundwork.refusal/1",
  what: "The server gave no answer.",
  why: "It may have ended: it lives as long as its terminal.",
  next: "Start it with `npm start`, then load the page again.",
};
