import { expect, test } from "vitest";
import { predictStart } from "./predict.ts";
import { madeImage } from "./start.fixture.ts";
import { startPredictionSchema } from "./schema.ts";

const STATIC = { elf: { type: 2 } };

test.for([
  ["ENTRYPOINT and CMD together", { entrypoint: ["/app"], cmd: ["-x"] }, {}, ["/app", "-x"]],
  ["CMD alone", { cmd: ["/app"] }, {}, ["/app"]],
  ["an ENTRYPOINT of one empty text", { entrypoint: [""], cmd: ["/app"] }, {}, ["/app"]],
  ["another CMD", { entrypoint: ["/app"], cmd: ["-x"] }, { cmd: ["-y"] }, ["/app", "-y"]],
  ["another ENTRYPOINT drops CMD", { entrypoint: ["/a"], cmd: ["-x"] }, { entrypoint: ["/app"] }, ["/app"]],
  ["no ENTRYPOINT, and a CMD", { entrypoint: ["/a"] }, { entrypoint: [], cmd: ["/app"] }, ["/app"]],
  ["no ENTRYPOINT keeps CMD", { entrypoint: ["/a"], cmd: ["/app"] }, { entrypoint: [] }, ["/app"]],
  ["a program to try", { entrypoint: ["/a"], cmd: ["-x"] }, { path: "/app" }, ["/app"]],
] as const)("%s", ([, config, request, argv]) => {
  const prediction = predictStart(madeImage({ "/app": STATIC }, config), request);
  expect(prediction).toMatchObject({ outcome: "starts", argv, chain: ["/app"] });
  expect(startPredictionSchema.parse(prediction)).toEqual(prediction);
});

const elf = (machine: number, bits: 32 | 64 = 64) => ({ elf: { type: 2, machine, bits } });

test.for([
  ["x86-64", elf(62), "linux/amd64", "starts"],
  ["aarch64", elf(183), "linux/arm64/v8", "starts"],
  ["arm", elf(40, 32), "linux/arm/v7", "starts"],
  ["i386, which the kernel may be built to run", elf(3, 32), "linux/amd64", "depends"],
  ["x32, which the kernel may be built to run", elf(62, 32), "linux/amd64", "depends"],
  ["32-bit Arm, which the processor may run", elf(40, 32), "linux/arm64", "depends"],
  ["another machine, for which there may be an emulator", elf(183), "linux/amd64", "depends"],
  ["a machine that nobody knows", elf(0x1234), "linux/amd64", "fails"],
  ["an image that names no platform", elf(62), "", "depends"],
] as const)("a program for %s", ([, program, platform, outcome]) => {
  const prediction = predictStart(madeImage({ "/app": program }, { cmd: ["/app"] }, platform));
  expect(prediction.outcome).toBe(outcome);
  const text = "exec /app: exec format error";
  if (outcome !== "starts")
    expect(prediction).toMatchObject({ stage: "kernel", error: { exitCodes: [1, 255] } });
  if (outcome !== "starts") expect(prediction.error?.texts).toContain(text);
});

test("a library that is started depends on what its first bytes do", () => {
  const image = madeImage({ "/lib.so": { elf: { soname: "lib.so" } } }, { cmd: ["/lib.so"] });
  expect(predictStart(image)).toMatchObject({ outcome: "depends", error: null });
});

test("a file of a kind that the engine mounts over is not judged", () => {
  expect(predictStart(madeImage({}), { path: "/proc/self/exe" })).toMatchObject({ outcome: "depends" });
});

const NODE = { "/usr/bin/env": STATIC, "/opt/node": STATIC, "/opt/data": { elf: { type: 2 }, mode: 0o644 } };
const ENV = { env: ["PATH=/usr/bin:/opt"], cmd: ["/app"] };
test.for([
  ["#!/usr/bin/env node\n", "starts", ["/app", "/usr/bin/env", "/opt/node"]],
  ["#!/usr/bin/env -S node --flag\n", "starts", ["/app", "/usr/bin/env", "/opt/node"]],
  ["#!/usr/bin/env /opt/node\n", "starts", ["/app", "/usr/bin/env", "/opt/node"]],
  ["#!/usr/bin/env nope\n", "fails", ["/app", "/usr/bin/env"]],
  ["#!/usr/bin/env data\n", "fails", ["/app", "/usr/bin/env"]],
  ["#!/usr/bin/env node\r\n", "fails", ["/app", "/usr/bin/env"]],
  ["#!/usr/bin/env node --flag\n", "fails", ["/app", "/usr/bin/env"]],
  ["#!/usr/bin/env -i node\n", "starts", ["/app", "/usr/bin/env"]],
] as const)("%j", ([text, outcome, chain]) => {
  expect(predictStart(madeImage({ ...NODE, "/app": text }, ENV))).toMatchObject({ outcome, chain });
});

test("a reason names what the reader does not see: the carriage return, and that env takes all as one name", () => {
  const reasonOf = (text: string) => predictStart(madeImage({ ...NODE, "/app": text }, ENV)).reason;
  expect(reasonOf("#!/opt/node\r\n")).toContain(
    "/opt/node\\r that /app names in its first line is not there",
  );
  expect(reasonOf("#!/usr/bin/env node\r\n")).toContain("carriage return");
  expect(reasonOf("#!/usr/bin/env node --flag\n")).toContain("one name");
});
