import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeElf } from "./elf.fixture.ts";
import { readElf, readElfFile } from "./elf.ts";

const PIE = 0x08000000;
const WIDTHS = [
  [64, true],
  [64, false],
  [32, true],
  [32, false],
] as const;

test.for(WIDTHS)("reads all of a %i-bit file, little-endian %s", ([bits, littleEndian]) => {
  const versions = ["libc.so.6", ["GLIBC_2.34", "GLIBC_2.2.5"]] as const;
  const needed = ["libm.so.6", "libc.so.6"];
  const elf = makeElf({
    bits,
    littleEndian,
    type: 3,
    interpreter: "/lib/ld.so",
    needed,
    flags1: PIE,
    versions,
    weak: ["GLIBC_2.34"],
    provides: ["lib.so", "V_1.10", "V_1.9"],
    rpath: "$ORIGIN/a",
    runpath: "/b:/c",
  });
  expect(readElf(elf)).toEqual({
    machine: "x86-64",
    machineNumber: 62,
    bits,
    type: "executable",
    linkage: "dynamic",
    interpreter: "/lib/ld.so",
    needed,
    soname: null,
    rpath: "$ORIGIN/a",
    runpath: "/b:/c",
    versionsNeeded: { "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.34"] },
    versionsOptional: { "libc.so.6": ["GLIBC_2.34"] },
    versionsProvided: ["V_1.9", "V_1.10"],
  });
});

const needed = ["libc.so"];
test.for([
  ["a fixed program", { type: 2 }, "executable", "static"],
  ["a fixed program that asks for a loader", { type: 2, interpreter: "/l" }, "executable", "dynamic"],
  ["a relocatable program without a loader", { type: 3, flags1: PIE }, "executable", "static-pie"],
  ["the same from a linker that sets no flag", { type: 3 }, "executable", "static-pie"],
  ["a relocatable program", { type: 3, interpreter: "/l", needed }, "executable", "dynamic"],
  [
    "a library that can be run, such as libc",
    { type: 3, interpreter: "/l", soname: "libc.so.6" },
    "shared-object",
    "dynamic",
  ],
  ["a library", { type: 3, soname: "a.so" }, "shared-object", "dynamic"],
  ["an addon without a soname", { type: 3, needed }, "shared-object", "dynamic"],
  ["an object file", { type: 1 }, "other", "static"],
] as const)("%s", ([, plan, type, linkage]) => {
  expect(readElf(makeElf({ bits: 64, littleEndian: true, ...plan }))).toMatchObject({ type, linkage });
});

test("a library called __proto__ is a key like any other", () => {
  const facts = readElf(makeElf({ bits: 64, littleEndian: true, type: 3, versions: ["__proto__", ["V_1"]] }));
  expect(Object.entries(facts?.versionsNeeded ?? {})).toEqual([["__proto__", ["V_1"]]]);
});

test.for([
  ["nothing", ""],
  ["a script", "#!/bin/sh\n"],
  ["the magic alone", "\x7fELF"],
  ["a header cut short", "\x7fELF\x02\x01\x01"],
] as const)("%s is no ELF file", ([, text]) => {
  expect(readElf(Buffer.from(text, "latin1"))).toBeNull();
});

test("a file cut off after its headers keeps its kind and loses the rest", () => {
  const elf = makeElf({ bits: 64, littleEndian: true, type: 3, interpreter: "/l", needed });
  expect(readElf(elf.subarray(0, 0xf0))).toMatchObject({ linkage: "dynamic", interpreter: null, needed: [] });
});

test("the Node that runs this test is the same dynamic program, read by pieces or whole", async () => {
  const pieces = await readElfFile(process.execPath);
  expect(pieces).toEqual(readElf(await readFile(process.execPath)));
  if (process.platform === "linux") {
    const machine = process.arch === "x64" ? "x86-64" : "aarch64";
    expect(pieces).toMatchObject({ machine, bits: 64, type: "executable", linkage: "dynamic", soname: null });
    expect(pieces?.interpreter).toMatch(/\/ld-(linux|musl)-/);
    expect(pieces?.needed.some((name) => name.startsWith("libc."))).toBe(true);
  } else {
    // macOS and Windows have formats of their own.
    expect(pieces).toBeNull();
  }
});

test("a folder and a text file are no ELF files", async () => {
  expect(await readElfFile(fileURLToPath(import.meta.url))).toBeNull();
  expect(await readElfFile(import.meta.dirname)).toBeNull();
});
