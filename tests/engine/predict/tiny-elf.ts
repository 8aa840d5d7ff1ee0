/** Machine code that writes "works\n" and ends with 0, by system calls alone (write, exit), and then that text. */
const CODE = {
  "linux/amd64": {
    machine: 62,
    // mov eax,1; mov edi,1; lea rsi,[rip+16]; mov edx,6; syscall; mov eax,60; xor edi,edi; syscall
    hex: "b801000000bf01000000488d3510000000ba060000000f05b83c00000031ff0f05",
  },
  "linux/arm64": {
    machine: 183,
    // mov x0,1; adr x1,28; mov x2,6; mov x8,64; svc 0; mov x0,0; mov x8,93; svc 0
    hex: "200080d2e1000010c20080d2080880d2010000d4000080d2a80b80d2010000d4",
  },
} as const;

const HEADERS = 0x78;
const BASE = 0x400000;

/** What the tiny program prints. */
export const WORKS = "works";

/** The smallest static ELF program that shows that it ran. Throws for a platform that it has no code for. */
export function tinyElf(platform: string): Uint8Array {
  const code = CODE[platform as keyof typeof CODE] as (typeof CODE)[keyof typeof CODE] | undefined;
  if (!code) throw new Error(`There is no tiny program for ${platform}.`);
  const body = Buffer.concat([Buffer.from(code.hex, "hex"), Buffer.from(`${WORKS}\n`)]);
  const bytes = Buffer.alloc(HEADERS + body.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(2, 16);
  bytes.writeUInt16LE(code.machine, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(BASE + HEADERS), 24);
  bytes.writeBigUInt64LE(0x40n, 32);
  bytes.writeUInt16LE(0x40, 52);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  // One segment: all of the file, readable and executable.
  bytes.writeUInt32LE(1, 0x40);
  bytes.writeUInt32LE(5, 0x44);
  bytes.writeBigUInt64LE(BigInt(BASE), 0x50);
  bytes.writeBigUInt64LE(BigInt(BASE), 0x58);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 0x60);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 0x68);
  bytes.writeBigUInt64LE(0x1000n, 0x70);
  bytes.set(body, HEADERS);
  return bytes;
}
