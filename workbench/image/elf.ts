import { readSync } from "node:fs";
import { open } from "node:fs/promises";
import { cString, readAtBytes, type ReadAt } from "./elf-bytes.ts";
import { readDynamic, type Dynamic } from "./elf-dynamic.ts";
import { readElfHeader, SEGMENT, type ElfHeader } from "./elf-header.ts";
import type { ElfFacts, Linkage } from "./types.ts";

// Our own reader: the ELF packages on npm go by section headers, know no symbol versions, and rest since years.

/**
 * What an ELF file says of itself; null when the bytes are no ELF file or end inside the ELF header.
 * Never throws: what a damaged or hostile file points outside of itself is left out (null or an empty list), and the
 * kind and linkage follow from the headers that could be read.
 */
export function readElf(bytes: Uint8Array): ElfFacts | null {
  return readElfAt(readAtBytes(bytes));
}

/** `readElf` of a file, by a few small reads whatever its size. Rejects only where the file can't be opened or read. */
export async function readElfFile(path: string): Promise<ElfFacts | null> {
  const file = await open(path, "r");
  try {
    if (!(await file.stat()).isFile()) return null;
    return readElfAt((offset, length) => {
      if (!Number.isSafeInteger(offset) || offset < 0) return new Uint8Array();
      const block = new Uint8Array(length);
      return block.subarray(0, readSync(file.fd, block, 0, length, offset));
    });
  } finally {
    await file.close();
  }
}

/** `readElf` of bytes that are somewhere else, by a few small reads. */
export function readElfAt(at: ReadAt): ElfFacts | null {
  const header = readElfHeader(at);
  if (!header) return null;
  const dynamic = readDynamic(at, header);
  const interpreter = header.segments.find(({ type }) => type === SEGMENT.interpreter);
  const type = kindOf(header, dynamic, interpreter !== undefined);
  return {
    machine: MACHINES[header.machine] ?? String(header.machine),
    machineNumber: header.machine,
    bits: header.bits,
    type,
    linkage: linkageOf(header, type, interpreter !== undefined),
    interpreter: interpreter ? cString(at, interpreter.offset, interpreter.fileBytes) : null,
    needed: dynamic.needed,
    soname: dynamic.soname,
    rpath: dynamic.rpath,
    runpath: dynamic.runpath,
    versionsNeeded: dynamic.versionsNeeded,
    versionsOptional: dynamic.versionsOptional,
    versionsProvided: dynamic.versionsProvided,
  };
}

const MACHINES: Readonly<Record<number, string>> = { 62: "x86-64", 183: "aarch64" };
const ET_EXEC = 2;
const ET_DYN = 3;

/**
 * ET_DYN says "library or relocatable program", so the dynamic section decides: DF_1_PIE means program; a SONAME means
 * library (libc.so.6 has an interpreter too, and can be run); then an interpreter means program; then a file that needs
 * libraries but has no interpreter is a library without a SONAME, such as a Node addon.
 */
function kindOf(header: ElfHeader, dynamic: Dynamic, hasInterpreter: boolean): ElfFacts["type"] {
  if (header.type === ET_EXEC) return "executable";
  if (header.type !== ET_DYN) return "other";
  if (dynamic.isPie) return "executable";
  if (dynamic.soname !== null) return "shared-object";
  if (hasInterpreter) return "executable";
  return dynamic.needed.length > 0 || header.entry === 0 ? "shared-object" : "executable";
}

function linkageOf(header: ElfHeader, type: ElfFacts["type"], hasInterpreter: boolean): Linkage {
  if (hasInterpreter || type === "shared-object") return "dynamic";
  return header.type === ET_DYN ? "static-pie" : "static";
}
