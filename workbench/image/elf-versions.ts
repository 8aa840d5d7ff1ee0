import { fields, type ReadAt } from "./elf-bytes.ts";
import type { ElfHeader } from "./elf-header.ts";

const MAX_LIBRARIES = 256;
const MAX_VERSIONS = 4096;
const byVersion = new Intl.Collator("en", { numeric: true }).compare;

const VER_FLG_WEAK = 2;

/** Symbol versions by the library that is to have them. `versionsOptional` is the weak part of `versionsNeeded`. */
export interface VersionsNeeded {
  readonly versionsNeeded: Readonly<Record<string, readonly string[]>>;
  readonly versionsOptional: Readonly<Record<string, readonly string[]>>;
}

interface Asked {
  readonly file: string;
  readonly name: string;
  readonly weak: boolean;
}

/**
 * Symbol versions asked of each library, ascending (Elf_Verneed and Elf_Vernaux of the LSB core specification, 10.7.3).
 * `offset` is where the table lies in the file, `count` how many libraries it says it names.
 */
export function readVersionsNeeded(
  at: ReadAt,
  header: ElfHeader,
  offset: number,
  count: number,
  textAt: (index: number) => string | null,
): VersionsNeeded {
  const files: string[] = [];
  const asked: Asked[] = [];
  let budget = MAX_VERSIONS;
  let position = offset;
  for (let library = 0; library < Math.min(count, MAX_LIBRARIES); library++) {
    const view = fields(at(position, 16), header.bits, header.littleEndian);
    if (view.length < 16) break;
    const wanted = Math.min(view.u16(2), budget);
    budget -= wanted;
    const file = textAt(view.u32(4));
    if (file !== null) {
      files.push(file);
      asked.push(...readAsked(at, header, position + view.u32(8), wanted, file, textAt));
    }
    const next = view.u32(12);
    if (next === 0) break;
    position += next;
  }
  const weak = asked.filter((each) => each.weak);
  return {
    versionsNeeded: byFile(files, asked),
    versionsOptional: byFile(
      weak.map(({ file }) => file),
      weak,
    ),
  };
}

/** From a Map, so that a library called __proto__ is a key like any other. */
function byFile(files: readonly string[], asked: readonly Asked[]): Record<string, readonly string[]> {
  const names = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { file, name } of asked) names.get(file)?.push(name);
  for (const list of names.values()) list.sort(byVersion);
  return Object.fromEntries(names);
}

function readAsked(
  at: ReadAt,
  header: ElfHeader,
  offset: number,
  count: number,
  file: string,
  textAt: (index: number) => string | null,
): Asked[] {
  const asked: Asked[] = [];
  let position = offset;
  for (let index = 0; index < count; index++) {
    const view = fields(at(position, 16), header.bits, header.littleEndian);
    if (view.length < 16) break;
    const name = textAt(view.u32(8));
    if (name !== null) asked.push({ file, name, weak: (view.u16(4) & VER_FLG_WEAK) !== 0 });
    const next = view.u32(12);
    if (next === 0) break;
    position += next;
  }
  return asked;
}

const VER_FLG_BASE = 1;

/**
 * Symbol versions that a library defines, ascending (Elf_Verdef and Elf_Verdaux of the LSB core specification, 10.7.2).
 * The entry that only names the file itself is left out. `offset` and `count` as in `readVersionsNeeded`.
 */
export function readVersionsProvided(
  at: ReadAt,
  header: ElfHeader,
  offset: number,
  count: number,
  textAt: (index: number) => string | null,
): string[] {
  const names: string[] = [];
  let position = offset;
  for (let index = 0; index < Math.min(count, MAX_VERSIONS); index++) {
    const view = fields(at(position, 20), header.bits, header.littleEndian);
    if (view.length < 20) break;
    // Its own name comes first; those after it are the versions that it builds on.
    const aux = fields(at(position + view.u32(12), 8), header.bits, header.littleEndian);
    const name = aux.length < 8 || (view.u16(2) & VER_FLG_BASE) !== 0 ? null : textAt(aux.u32(0));
    if (name !== null) names.push(name);
    const next = view.u32(16);
    if (next === 0) break;
    position += next;
  }
  return names.sort(byVersion);
}
