import { AwsV4Signer } from "aws4fetch";
import { checkedAddress, gathered, hexOf, missing, placeOf, tooLarge, verified } from "./objects.ts";
import { patiently } from "./patience.ts";
import { refusalFault, refusalOf, silenceFault } from "./s3-answer.ts";
import type { S3Keys, S3Place } from "./s3-place.ts";
import { MOST_BYTES, StoreFault } from "./types.ts";
import type { Address, Store } from "./types.ts";

/** For how long a store that does not answer is asked again, and how long one answer may take. */
export interface S3Times {
  readonly patienceMs: number;
  readonly answerMs: number;
}

const USUAL: S3Times = { patienceMs: 60_000, answerMs: 60_000 };

/** SHA-256 of nothing: what a request without a body is signed with. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * A store in a bucket of an S3-compatible server, asked in path style, which all of them understand. An object is written
 * whatever is there: that costs one request, and mends a damaged one.
 */
export function s3Store(place: S3Place, keys: S3Keys, times: S3Times = USUAL): Store {
  const where = `s3://${[place.bucket, ...place.prefix].join("/")} at ${place.endpoint}`;
  const ask = asking(place, keys, where, times);
  const again = <Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value> =>
    patiently(work, times.patienceMs, signal);
  return {
    where,
    async put(bytes, signal) {
      const address = checkedAddress(bytes, where);
      await again(() => ask("PUT", address, signal, accepted(where), bytes), signal);
      return address;
    },
    async get(address, signal) {
      return verified(
        await again(() => ask("GET", address, signal, received(address, where)), signal),
        address,
        where,
      );
    },
  };
}

type Take<Value> = (response: Response) => Promise<Value>;

/** Asks once. What goes wrong on the way, before or within an answer, is a fault that passes. */
function asking({ endpoint, bucket, prefix, region }: S3Place, keys: S3Keys, where: string, times: S3Times) {
  const derived = new Map<string, ArrayBuffer>();
  return async <Value>(
    method: "GET" | "PUT",
    address: Address,
    signal: AbortSignal | undefined,
    take: Take<Value>,
    bytes?: Uint8Array,
  ): Promise<Value> => {
    const path = [bucket, ...prefix, ...placeOf(address)].map(encodeURIComponent).join("/");
    const signer = new AwsV4Signer({
      ...{ ...keys, region, service: "s3", cache: derived, method, url: `${endpoint}/${path}` },
      // So that the server refuses a body that has changed on the way.
      headers: { "x-amz-content-sha256": bytes === undefined ? NOTHING : hexOf(address) },
    });
    const { url, headers } = await signer.sign();
    const late = AbortSignal.timeout(times.answerMs);
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: bytes === undefined ? null : new Uint8Array(bytes),
        // What is signed for one address is worth nothing at another.
        redirect: "manual",
        signal: signal === undefined ? late : AbortSignal.any([late, signal]),
      });
      return await take(response);
    } catch (error) {
      throw error instanceof StoreFault ? error : silenceFault(error, where);
    }
  };
}

function accepted(where: string): Take<void> {
  return async (response) => {
    if (!response.ok) throw refusalFault(await refusalOf(response), where);
    await response.body?.cancel();
  };
}

function received(address: Address, where: string): Take<Buffer> {
  return async (response) => {
    if (!response.ok) {
      const refusal = await refusalOf(response);
      throw refusal.code === "NoSuchKey" ? missing(address, where) : refusalFault(refusal, where);
    }
    const length = Number(response.headers.get("content-length") ?? 0);
    const bytes = length > MOST_BYTES || response.body === null ? null : await gathered(response.body);
    if (bytes !== null) return bytes;
    await response.body?.cancel().catch(() => undefined);
    throw tooLarge(address, where, length > MOST_BYTES ? length : undefined);
  };
}
