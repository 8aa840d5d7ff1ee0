import { z } from "zod";

/** `sha256:` and 64 hex digits: the sha256 of an object's bytes, which is its only name. */
export const addressSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, "an address is sha256: and 64 hex digits");
export type Address = z.infer<typeof addressSchema>;

/** Bytes that the machines of one class share. An object is never changed, since its name follows from its bytes. */
export interface Store {
  /** Where it is, for texts; holds no secret. */
  readonly where: string;
  /** Keeps bytes under their address. @throws StoreFault when that can't be done */
  put(bytes: Uint8Array, signal?: AbortSignal): Promise<Address>;
  /** The bytes of an address, whose digest has been checked. @throws StoreFault when there are none to be had */
  get(address: Address, signal?: AbortSignal): Promise<Buffer>;
}

/** No object is larger: whoever can write to the store could otherwise fill the memory of every machine. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * `unreachable`: may be over in a while; `refused`: stays so until somebody changes something; `missing`, `damaged` and
 * `too-large` are about one object.
 */
export type StoreFaultKind = "unreachable" | "refused" | "missing" | "damaged" | "too-large";

/** The store could not do what was asked. Never the fault of a hand-in. */
export class StoreFault extends Error {
  override readonly name = "StoreFault";
  readonly kind: StoreFaultKind;
  /** One plain next step. */
  readonly next: string;

  constructor(kind: StoreFaultKind, message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.next = next;
  }
}
