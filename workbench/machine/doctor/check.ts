import type { Check } from "./types.ts";

interface Notes {
  readonly remark?: string;
  readonly todo?: string;
}

/** Makes checks of one id and title: `ok`, `note` and `fail` differ in their status only. */
export function checkOf(id: string, title: string) {
  const make =
    (status: Check["status"]) =>
    (seen: string, { remark, todo }: Notes = {}): Check => ({
      id,
      title,
      status,
      seen,
      remark: remark ?? null,
      todo: todo ?? null,
    });
  return { ok: make("ok"), note: make("note"), fail: make("fail") };
}

export const GIB = 1024 ** 3;

/** Bytes in the unit that engines and systems count memory and disks in: `7.6 GiB`. */
export function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
