import { z } from "zod";
import type { HubLimit } from "./types.ts";

/** Where Docker tells to ask: a HEAD of this manifest is counted as no pull (docs.docker.com/docker-hub/usage/pulls). */
const HUB = {
  token:
    "https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull",
  manifest: "https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest",
};

const tokenSchema = z.looseObject({ token: z.string() });
const SECONDS_AN_HOUR = 3600;

/**
 * Asks Docker Hub, from this process and without an account, how many pulls it still grants this address.
 * @param deadlineMs milliseconds for both questions together
 * @param places where to ask; Docker Hub unless given
 * @returns `not reached` with the reason where there was no answer: never a guess, never a throw
 */
export async function hubLimit(deadlineMs: number, places: typeof HUB = HUB): Promise<HubLimit> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const answer = await fetch(places.token, { signal });
    const { token } = tokenSchema.parse(await answer.json());
    const headers = { Authorization: `Bearer ${token}` };
    const head = await fetch(places.manifest, { method: "HEAD", headers, signal });
    // A limit that is used up answers 429, with the same headers.
    if (!head.ok && head.status !== 429) return { kind: "not reached", message: `HTTP ${head.status}` };
    return readLimit(head.headers.get("ratelimit-limit"), head.headers.get("ratelimit-remaining"));
  } catch (error) {
    if (signal.aborted) return { kind: "not reached", message: `no answer within ${deadlineMs / 1000} s` };
    return { kind: "not reached", message: reasonOf(error) };
  }
}

/** Reads `100;w=21600`: so many pulls in so many seconds. Absent headers mean that there is no limit. Pure. */
export function readLimit(limit: string | null, remaining: string | null): HubLimit {
  const [all, left] = [parse(limit), parse(remaining)];
  if (all === null || left === null) return { kind: "untold" };
  return { kind: "told", limit: all.count, remaining: left.count, hours: all.seconds / SECONDS_AN_HOUR };
}

function parse(header: string | null): { readonly count: number; readonly seconds: number } | null {
  const found = /^(\d+)(?:;w=(\d+))?/.exec(header ?? "");
  return found === null ? null : { count: Number(found[1]), seconds: Number(found[2] ?? 21_600) };
}

/** fetch says only that it failed; what the system said lies below. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}
