import { createHash } from "node:crypto";
import { addressSchema, MOST_BYTES, StoreFault } from "./types.ts";
import type { Address } from "./types.ts";

/** The address of bytes. */
export function addressOf(bytes: Uint8Array): Address {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** An address's hex digits. @throws ZodError for what is no address, so that no path is ever made of it */
export function hexOf(address: Address): string {
  return addressSchema.parse(address).slice("sha256:".length);
}

/** Where an object lies under the top of any store: `sha256/0a/1b/0a1b…`. No folder gets too many names. */
export function placeOf(address: Address): readonly string[] {
  const hex = hexOf(address);
  return ["sha256", hex.slice(0, 2), hex.slice(2, 4), hex];
}

/** The bytes of an address before they are kept. @throws StoreFault when they are too many */
export function checkedAddress(bytes: Uint8Array, where: string): Address {
  if (bytes.length <= MOST_BYTES) return addressOf(bytes);
  throw new StoreFault(
    "too-large",
    `An object of ${bytes.length} bytes was to be kept in ${where}; one may have ${MOST_BYTES}.`,
    "Lower what a hand-in may hold (`limits` in the assignment), then try again.",
  );
}

/** What came for an address, when it is what was asked for. @throws StoreFault when its digest is another */
export function verified(bytes: Buffer, address: Address, where: string): Buffer {
  const seen = addressOf(bytes);
  if (seen === address) return bytes;
  throw new StoreFault(
    "damaged",
    `The object ${address} in ${where} is damaged: its ${bytes.length} bytes have the digest ${seen}.`,
    "Send the work again: an object that is damaged is then written anew. If it happens twice, check that store's disk.",
  );
}

/** @throws StoreFault for an object that is larger than any may be; `bytes` where that is known */
export function tooLarge(address: Address, where: string, bytes?: number): StoreFault {
  return new StoreFault(
    "too-large",
    `The object ${address} in ${where} has ${bytes ?? `more than ${MOST_BYTES}`} bytes; one may have ${MOST_BYTES}.`,
    "Nothing of ours is so large. Find out who else can write to that store, and remove the object.",
  );
}

/** There is no such object. */
export function missing(address: Address, where: string): StoreFault {
  return new StoreFault(
    "missing",
    `There is no object ${address} in ${where}.`,
    "Check that all machines use the same store (a share that is not mounted shows an empty folder), then send the work again.",
  );
}

/** Reads to the end. @returns null as soon as there is more than `most` bytes */
export async function gathered(chunks: AsyncIterable<Uint8Array>, most = MOST_BYTES): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) return null;
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
}
