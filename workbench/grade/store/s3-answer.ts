import { plainLine } from "../plain.ts";
import { gathered } from "./objects.ts";
import { StoreFault } from "./types.ts";

/** What an S3-compatible store says when it refuses. */
export interface S3Refusal {
  readonly status: number;
  /** From the answer's XML; empty where there is none, as from a proxy or after HEAD. */
  readonly code: string;
  readonly message: string;
}

const MOST_TEXT_BYTES = 64 * 1024;
const MOST_MESSAGE = 200;

/** Reads an answer that is no success. Of its XML, which may repeat the request, only code and message are taken. */
export async function refusalOf(response: Response): Promise<S3Refusal> {
  const read =
    response.body === null ? null : await gathered(response.body, MOST_TEXT_BYTES).catch(() => null);
  const text = read?.toString("utf8") ?? "";
  return {
    status: response.status,
    code: /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(text)?.[1] ?? "",
    message: plainLine(/<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? "").slice(0, MOST_MESSAGE),
  };
}

const KEYS =
  "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, which ends after a while), then try again.";
const BUSY = "Try again in a while. If it stays so, look at that store's own log.";

/** What a person can do about a code of S3 (AWS, "Error responses"). */
const NEXT: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: KEYS,
  SignatureDoesNotMatch: KEYS,
  ExpiredToken: KEYS,
  InvalidToken: KEYS,
  AccessDenied: "Give these keys the right to read and write under that prefix, then try again.",
  NoSuchBucket: "Make the bucket, or correct its name in the store's address. Groundwork makes no bucket.",
  RequestTimeTooSkewed: "Set this machine's clock, then try again.",
  PermanentRedirect: "Name that bucket's own endpoint and region in the store's address.",
  AuthorizationHeaderMalformed: "Name that bucket's own region in the store's address.",
};
const OTHERWISE = "Check the endpoint, the bucket and the region in the store's address, then try again.";

/** Statuses that are about this moment: too many requests, too slow, and the server's own faults. */
const passes = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** A refusal, in words. Pure. */
export function refusalFault({ status, code, message }: S3Refusal, where: string): StoreFault {
  const said = [`status ${status}`, code, message.replace(/\.$/, "")]
    .filter((part) => part !== "")
    .join(", ");
  return passes(status)
    ? new StoreFault("unreachable", `${where} could not answer (${said}).`, BUSY)
    : new StoreFault("refused", `${where} refused what was asked (${said}).`, NEXT[code] ?? OTHERWISE);
}

const NO_WAY =
  "Check that the endpoint is right, that its server runs and that this machine reaches it, then try again.";
const NO_TRUST =
  "If that server's certificate comes from your own authority, name the authority's file in NODE_EXTRA_CA_CERTS, then try again.";

/** No answer, in words: what fetch threw, or the signal that ended it. Pure. */
export function silenceFault(error: unknown, where: string): StoreFault {
  const seen = reasonOf(error);
  const next = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(seen) ? NO_TRUST : NO_WAY;
  return new StoreFault("unreachable", `${where} gave no answer (${seen}).`, next, { cause: error });
}

/** `fetch failed` says nothing; what lies beneath it does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const beneath = error.cause instanceof Error ? error.cause : error;
  const code = "code" in beneath && typeof beneath.code === "string" ? beneath.code : "";
  return code === "" || beneath.message.includes(code) ? beneath.message : `${code}: ${beneath.message}`;
}
