import { expect, test } from "vitest";
import { makeElf } from "../elf.fixture.ts";
import { readElf } from "../elf.ts";
import { fuzzFactor, mutate, random } from "../seeded.fixture.ts";
import { readLdCache } from "./ld-cache.ts";
import { predictStart } from "./predict.ts";
import { interpreterOf } from "./script.ts";
import { madeCache, madeImage } from "./start.fixture.ts";
import { startPredictionSchema } from "./schema.ts";
import type { StartImage } from "./types.ts";

const TIMES = fuzzFactor();
const TIMEOUT = { timeout: 60_000 * TIMES };

test("no damaged ld.so.cache makes its reader throw", TIMEOUT, () => {
  const fresh = madeCache([
    ["libz.so.1", "/usr/lib/libz.so.1"],
    ["libc.so.6", "/lib/libc.so.6"],
  ]);
  const old = Buffer.alloc(40);
  old.write("ld.so-1.7.0", "latin1");
  old.writeUInt32LE(1, 12);
  const seeds = [fresh, old, Buffer.concat([old.subarray(0, 16), fresh])];
  let read = 0;
  for (let index = 0; index < 20_000 * TIMES; index++) {
    if (readLdCache(mutate(seeds[index % seeds.length] ?? fresh, index))) read += 1;
  }
  expect(read).toBeGreaterThan(5_000 * TIMES);
});

test("no line makes the script reader throw, or name a program with a blank in it", TIMEOUT, () => {
  const parts = ["/bin/sh", " ", "\t", "\0", "\r", "-x", "env", "x".repeat(130), "\xff"];
  for (let index = 0; index < 20_000 * TIMES; index++) {
    const pick = random(index);
    const line = Array.from({ length: pick(7) }, () => parts[pick(parts.length)])
      .join("")
      .slice(0, 255);
    const interpreter = interpreterOf(line);
    if (interpreter) expect(interpreter.path).toMatch(/^[^ \t\0]+$/);
  }
});

test("whatever a program's ELF file says, the prediction is one", TIMEOUT, () => {
  const program = makeElf({
    bits: 64,
    littleEndian: true,
    type: 3,
    interpreter: "/lib64/ld.so",
    needed: ["liba.so", "libb.so"],
    versions: ["liba.so", ["V_1", "V_2"]],
    runpath: "$ORIGIN/../lib:",
    rpath: "/x",
  });
  const image = madeImage({
    "/bin/app": { elf: {} },
    "/lib64/ld.so": { elf: { soname: "ld.so", provides: ["ld.so", "GLIBC_2.2.5"] } },
    "/lib/liba.so": { elf: { soname: "liba.so", needed: ["libb.so"], provides: ["liba.so", "V_1"] } },
    "/lib/libb.so": { elf: { soname: "libb.so", needed: ["liba.so"] } },
  });
  const outcomes = new Set<string>();
  for (let index = 0; index < 10_000 * TIMES; index++) {
    const elf = readElf(mutate(program, index));
    const prediction = predictStart(withProgram(image, elf && { kind: "elf", elf }), { path: "/bin/app" });
    outcomes.add(startPredictionSchema.parse(prediction).outcome);
  }
  expect([...outcomes].sort()).toEqual(["depends", "fails", "starts"]);
});

type Program = NonNullable<ReturnType<StartImage["files"]["get"]>>["program"];

function withProgram(image: StartImage, program: Program): StartImage {
  const files = new Map(image.files);
  const app = files.get("/bin/app");
  if (app) files.set("/bin/app", { ...app, program });
  return { ...image, files };
}
