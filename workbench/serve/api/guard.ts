import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { TOKEN_HEADER } from "../token.ts";
import { Refused } from "./refuse.ts";

/** What the guard looks at before anything of a request is read. */
export interface Knock {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Bytes of a request's body: the largest one that a page sends has some hundred. */
const MAX_BODY = 16 * 1024;

/** Is the request addressed to this machine by a loopback name? A page elsewhere may point its own name at 127.0.0.1. */
export function isAddressedToUs({ headers }: Knock): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes((headers.host ?? "").replace(/:\d+$/, ""));
}

/**
 * Lets a request for the API pass, or says why not. Nothing but its first lines is looked at, in this order: where it
 * is addressed to, which page sent it, whether that page was given the token, and how much it wants to tell.
 * @param token the one of this start
 * @throws Refused
 */
export function guard(knock: Knock, token: string): void {
  if (!isAddressedToUs(knock)) throw strangeHost(knock.headers.host);
  fromOwnPage(knock);
  hasToken(knock, token);
  isSmall(knock);
}

/** The refusal of a request that was addressed to another name than this machine's. */
export function strangeHost(host: string | undefined): Refused {
  return new Refused(
    421,
    `The request is addressed to ${host === undefined ? "nobody" : `"${host.slice(0, 100)}"`}.`,
    "This server answers on loopback names only, so that no page elsewhere can reach it by a name of its own.",
    "Use the address that `groundwork serve` printed.",
  );
}

/** Browsers say which page a request comes from, and no page can change what they say. */
function fromOwnPage({ method, headers }: Knock): void {
  const { origin, host, "sec-fetch-site": site } = headers;
  const isOwn = origin === undefined ? method === "GET" : origin === `http://${host ?? ""}`;
  if (isOwn && (site === undefined || site === "same-origin")) return;
  throw new Refused(
    403,
    `The request comes from ${origin === undefined ? "no page" : `"${origin.slice(0, 100)}"`}.`,
    "Only pages of this server may ask it to do something.",
    "Open the lab's page at the address that `groundwork serve` printed.",
  );
}

function hasToken({ headers }: Knock, token: string): void {
  const given = headers[TOKEN_HEADER];
  if (typeof given === "string" && timingSafeEqual(digest(given), digest(token))) return;
  throw new Refused(
    401,
    given === undefined ? "The request has no token." : "The request's token is not the one of this start.",
    "Each start of the server makes a new token and writes it into its pages.",
    "Load the page again.",
  );
}

/** Of one length whatever was given, and nothing to learn from how long a comparison takes. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** What says its length is held to it by Node; what does not could go on for ever. */
function isSmall({ headers }: Knock): void {
  if (headers["transfer-encoding"] !== undefined) {
    throw new Refused(
      411,
      "The request does not say how long its body is.",
      "Pages do, and a body without an end is not read.",
      "Send it with a Content-Length.",
    );
  }
  if (Number(headers["content-length"] ?? 0) <= MAX_BODY) return;
  throw new Refused(
    413,
    "The request's body is too large.",
    `No request of a page has more than ${MAX_BODY} bytes.`,
    "Send less; a hand-in stays on disk and is never sent.",
  );
}
