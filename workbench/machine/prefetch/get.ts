import { baseById } from "../../bases/catalogue.ts";
import { ensureBases } from "../../bases/ensure.ts";
import type { Engine } from "../../engine/types.ts";
import { ensurePrograms } from "../../programs/ensure.ts";
import { ensureProgramImage } from "../../programs/image.ts";
import { timeLeft, timeLeftText } from "./sizes.ts";
import type { Item, Pages } from "./types.ts";

export interface GetRequest {
  readonly engine: Engine;
  readonly pages: Pages | null;
  readonly stateDir: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, for the estimate of what is left. */
  readonly now?: () => number;
}

/**
 * Gets what is not there, one after the other; each is whole when it is there, so a run that was stopped goes on with
 * the next. One that fails does not keep the others: it is noted. Throws only what the signal brings.
 */
export async function getAll(items: readonly Item[], request: GetRequest): Promise<readonly Item[]> {
  const { onProgress, signal, now = Date.now } = request;
  const todo = items.filter(({ state }) => state === "to get");
  const begin = now();
  const results = new Map<Item, Item>();
  for (const [index, item] of todo.entries()) {
    signal?.throwIfAborted();
    const left = timeLeft(todo.slice(0, index), todo.slice(index), now() - begin);
    onProgress(`${index + 1} of ${todo.length}: ${item.kind} ${item.id}${timeLeftText(left)}`);
    results.set(item, await got(item, request));
  }
  return items.map((item) => results.get(item) ?? item);
}

async function got(item: Item, request: GetRequest): Promise<Item> {
  try {
    return { ...item, state: "got", ...(await getOne(item, request)) };
  } catch (error) {
    request.signal?.throwIfAborted();
    const note = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const pulledOnly = item.kind === "base" && baseById(item.id)?.recipe === null;
    return { ...item, state: pulledOnly ? "only in a registry" : "failed", note };
  }
}

async function getOne(item: Item, request: GetRequest): Promise<Partial<Item>> {
  const { engine, pages, stateDir, onProgress, signal } = request;
  const told = { stateDir, onProgress, signal };
  if (item.kind === "base") {
    const [base] = await ensureBases(engine, [item.id], told);
    return { bytes: base?.unpackedBytes ?? item.bytes, note: base?.origin ?? null };
  }
  if (item.kind === "program") {
    const [program] = await ensurePrograms([item.id], engine.facts.platform, told);
    if (program) await ensureProgramImage(engine, program);
    return { note: null };
  }
  await pages?.build();
  return {};
}
