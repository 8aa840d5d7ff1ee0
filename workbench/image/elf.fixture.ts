/** A made ELF file with what real ones of its width and byte order would hold: interpreter, needed library, version. */
export interface ElfPlan {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** e_type: 2 fixed, 3 relocatable. */
  readonly type: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly flags1?: number;
  /** Library and versions asked of it. */
  readonly versions?: readonly [file: string, names: readonly string[]];
  /** Which of these versions only weak symbols ask for. */
  readonly weak?: readonly string[];
  /** e_machine; x86-64 unless told otherwise. */
  readonly machine?: number;
  /** Versions that it defines; the first is the name of the file itself. */
  readonly provides?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
}

const BASE = 0x10000;
const AT = {
  segments: 0x40,
  dynamic: 0x100,
  versions: 0x300,
  provides: 0x380,
  strings: 0x400,
  interpreter: 0x600,
};
const SIZE = 0x700;

/** Writes the file: one PT_LOAD over all of it, so that an address is its offset plus 0x10000. No section headers. */
export function makeElf(plan: ElfPlan): Uint8Array {
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  const wide = plan.bits === 64;
  const u16 = (at: number, value: number) => view.setUint16(at, value, plan.littleEndian);
  const u32 = (at: number, value: number) => view.setUint32(at, value, plan.littleEndian);
  const word = (at: number, value: number) =>
    wide ? view.setBigUint64(at, BigInt(value), plan.littleEndian) : u32(at, value);
  const half = plan.bits / 8;

  bytes.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, plan.littleEndian ? 1 : 2, 1]);
  u16(16, plan.type);
  u16(18, plan.machine ?? 62);
  word(24, BASE + 0x40);
  word(wide ? 32 : 28, AT.segments);
  u16(wide ? 54 : 42, wide ? 56 : 32);
  const segments = [
    [1, 0, SIZE],
    [2, AT.dynamic, 0x200],
    ...(plan.interpreter === undefined ? [] : [[3, AT.interpreter, plan.interpreter.length + 1]]),
  ];
  u16(wide ? 56 : 44, segments.length);
  segments.forEach(([type = 0, offset = 0, length = 0], index) => {
    const at = AT.segments + index * (wide ? 56 : 32);
    u32(at, type);
    word(at + (wide ? 8 : 4), offset);
    word(at + (wide ? 16 : 8), BASE + offset);
    word(at + (wide ? 32 : 16), length);
  });

  let free = AT.strings + 1;
  const text = (value: string) => {
    const start = free - AT.strings;
    bytes.set(Buffer.from(value), free);
    free += value.length + 1;
    return start;
  };
  bytes.set(Buffer.from(plan.interpreter ?? ""), AT.interpreter);
  const tags: [number, number][] = (plan.needed ?? []).map((name) => [1, text(name)]);
  if (plan.soname !== undefined) tags.push([14, text(plan.soname)]);
  if (plan.flags1 !== undefined) tags.push([0x6ffffffb, plan.flags1]);
  if (plan.versions) {
    const [file, names] = plan.versions;
    tags.push([0x6ffffffe, BASE + AT.versions], [0x6fffffff, 1]);
    u16(AT.versions + 2, names.length);
    u32(AT.versions + 4, text(file));
    u32(AT.versions + 8, 16);
    names.forEach((name, index) => {
      u16(AT.versions + 16 * (index + 1) + 4, plan.weak?.includes(name) ? 2 : 0);
      u32(AT.versions + 16 * (index + 1) + 8, text(name));
      u32(AT.versions + 16 * (index + 1) + 12, index + 1 < names.length ? 16 : 0);
    });
  }
  if (plan.rpath !== undefined) tags.push([15, text(plan.rpath)]);
  if (plan.runpath !== undefined) tags.push([29, text(plan.runpath)]);
  if (plan.provides) {
    tags.push([0x6ffffffc, BASE + AT.provides], [0x6ffffffd, plan.provides.length]);
    plan.provides.forEach((name, index) => {
      const at = AT.provides + index * 28;
      u16(at + 2, index === 0 ? 1 : 0);
      u32(at + 12, 20);
      u32(at + 16, index + 1 < (plan.provides?.length ?? 0) ? 28 : 0);
      u32(at + 20, text(name));
    });
  }
  tags.push([5, BASE + AT.strings], [0, 0]);
  tags.forEach(([tag, value], index) => {
    word(AT.dynamic + index * half * 2, tag);
    word(AT.dynamic + index * half * 2 + half, value);
  });
  return bytes;
}
