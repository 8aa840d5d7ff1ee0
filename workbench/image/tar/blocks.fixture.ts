/** A header as old and odd writers make it, whole with its checksum; `at` puts texts at offsets. */
export interface OddHeader {
  readonly name: string | Uint8Array;
  readonly flag?: string;
  readonly size?: number | Uint8Array;
  /** `ustar\0` for POSIX, `ustar  ` for GNU, nothing for V7. */
  readonly magic?: string;
  readonly at?: Readonly<Record<number, string | Uint8Array>>;
}

/** One header block. */
export function headerBlock({ name, flag = "0", size = 0, magic = "ustar\0", at = {} }: OddHeader): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, "0");
  const put = (start: number, value: string | Uint8Array) =>
    block.set(Buffer.from(value as string, "latin1"), start);
  put(0, name);
  put(100, octal(0o644, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, typeof size === "number" ? octal(size, 12) : size);
  put(136, octal(0, 12));
  put(156, flag);
  put(257, magic);
  for (const [start, value] of Object.entries(at)) put(Number(start), value);
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}

/** A body, padded to whole blocks. */
export function body(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** One record of a pax header. */
export function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return `${length}${rest}`;
}

/** The two blocks of zeros at a tar's end. */
export const END = Buffer.alloc(1024);
