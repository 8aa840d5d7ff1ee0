import type { SecretFinding } from "../../types.ts";

/** Fed with a file's bytes in any pieces; `end` tells what was found. */
export interface SecretScanner {
  write(chunk: Uint8Array): void;
  end(): readonly SecretFinding[];
}
