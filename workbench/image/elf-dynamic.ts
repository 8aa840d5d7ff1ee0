import { cString, fields, type ReadAt } from "./elf-bytes.ts";
import { fileOffsetOf, SEGMENT, type ElfHeader } from "./elf-header.ts";
import { readVersionsNeeded, readVersionsProvided } from "./elf-versions.ts";

export interface Dynamic {
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly rpath: string | null;
  readonly runpath: string | null;
  readonly versionsNeeded: Readonly<Record<string, readonly string[]>>;
  readonly versionsOptional: Readonly<Record<string, readonly string[]>>;
  readonly versionsProvided: readonly string[];
  /** DF_1_PIE: the linker says that this is an executable, not a library. */
  readonly isPie: boolean;
}

const TAG = { needed: 1, strtab: 5, soname: 14, rpath: 15, runpath: 29 } as const;
const TAG_FLAGS_1 = 0x6ffffffb;
const TAG_VERDEF = 0x6ffffffc;
const TAG_VERDEFNUM = 0x6ffffffd;
const TAG_VERNEED = 0x6ffffffe;
const TAG_VERNEEDNUM = 0x6fffffff;
const DF_1_PIE = 0x08000000;
const MAX_ENTRIES = 4096;

const NO_VERSIONS = { versionsNeeded: {}, versionsOptional: {} };

const NOTHING: Dynamic = {
  needed: [],
  soname: null,
  rpath: null,
  runpath: null,
  ...NO_VERSIONS,
  versionsProvided: [],
  isPie: false,
};

/**
 * Reads the dynamic section through PT_DYNAMIC, as the loader does, so that a file stripped of section headers reads
 * the same. What lies outside the file is left out of the answer.
 */
export function readDynamic(at: ReadAt, header: ElfHeader): Dynamic {
  const segment = header.segments.find(({ type }) => type === SEGMENT.dynamic);
  if (!segment) return NOTHING;
  const entries = readEntries(at, header, segment.offset, segment.fileBytes);
  const first = (tag: number) => entries.find((entry) => entry.tag === tag)?.value;
  const strings = fileOffsetOf(header, first(TAG.strtab) ?? -1);
  const textAt = (index: number | undefined) =>
    strings === null || index === undefined ? null : cString(at, strings + index);
  const needed = entries.filter(({ tag }) => tag === TAG.needed).map(({ value }) => textAt(value));
  const asked = fileOffsetOf(header, first(TAG_VERNEED) ?? -1);
  const given = fileOffsetOf(header, first(TAG_VERDEF) ?? -1);
  return {
    needed: needed.filter((name) => name !== null),
    soname: textAt(first(TAG.soname)),
    rpath: textAt(first(TAG.rpath)),
    runpath: textAt(first(TAG.runpath)),
    ...(asked === null
      ? NO_VERSIONS
      : readVersionsNeeded(at, header, asked, first(TAG_VERNEEDNUM) ?? 0, textAt)),
    versionsProvided:
      given === null ? [] : readVersionsProvided(at, header, given, first(TAG_VERDEFNUM) ?? 0, textAt),
    // Bit 27 of a value that may be wider than 32 bits: `&` keeps the low 32.
    isPie: ((first(TAG_FLAGS_1) ?? 0) & DF_1_PIE) !== 0,
  };
}

function readEntries(at: ReadAt, header: ElfHeader, offset: number, bytes: number) {
  const half = header.bits / 8;
  const block = at(offset, Math.min(bytes, MAX_ENTRIES * half * 2));
  const view = fields(block, header.bits, header.littleEndian);
  const entries: { tag: number; value: number }[] = [];
  for (let start = 0; start + half * 2 <= view.length; start += half * 2) {
    const tag = view.word(start);
    if (tag === 0) break;
    entries.push({ tag, value: view.word(start + half) });
  }
  return entries;
}
