import { BadInput } from "../../lab/errors.ts";
import type { RedisPlace } from "../../grade/executors/queue/redis.ts";
import { openStore } from "../../grade/store/open.ts";
import type { Store } from "../../grade/store/types.ts";

/** What coordinator and workers are told alike. */
export interface QueueOptions {
  readonly redis?: string;
  readonly redisCa?: string;
  readonly store?: string;
}

export const REDIS_FLAG = [
  "--redis <url>",
  "redis:// or rediss:// address (default: GROUNDWORK_REDIS, so that no password stands in a command)",
] as const;
export const REDIS_CA_FLAG = [
  "--redis-ca <file>",
  "certificate that signed Redis's own, for rediss://",
] as const;
export const STORE_FLAG = [
  "--store <where>",
  "what all machines share: a folder, or s3://BUCKET/PREFIX?endpoint=URL (default: GROUNDWORK_STORE)",
] as const;

/** Where the queue and the store are. Throws BadInput where that was not said. */
export function placesOf({ redis, redisCa, store }: QueueOptions): {
  readonly redis: RedisPlace;
  readonly store: Store;
} {
  const url = redis ?? process.env["GROUNDWORK_REDIS"];
  const where = store ?? process.env["GROUNDWORK_STORE"];
  if (url === undefined || url === "")
    throw new BadInput("It was not said where Redis is.", "Give --redis URL, or set GROUNDWORK_REDIS.");
  if (where === undefined || where === "")
    throw new BadInput(
      "It was not said what the machines share.",
      "Give --store FOLDER or --store s3://..., or set GROUNDWORK_STORE.",
    );
  return { redis: { url, caFile: redisCa ?? null }, store: openStore(where) };
}
