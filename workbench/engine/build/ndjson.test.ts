import { expect, test } from "vitest";
import { readNdjson } from "./ndjson.ts";

async function* chunks(parts: readonly (string | Buffer)[]): AsyncGenerator<string | Buffer> {
  yield* parts;
}

const é = Buffer.from('"é"\n');

test.each([
  ["one value a line", ['{"a":1}\n{"b":2}\n'], [{ a: 1 }, { b: 2 }]],
  ["a value in pieces", ['{"a"', ":1}", "\n"], [{ a: 1 }]],
  ["no line end at the end", ['{"a":1}'], [{ a: 1 }]],
  ["a character in pieces", [é.subarray(0, 2), é.subarray(2)], ["é"]],
  ["what is no JSON is skipped", ["<html>\n", "\r\n", '{"a":1}\r\n', '{"cut'], [{ a: 1 }]],
  ["a line without end is dropped", ["x".repeat(4_000_001), '\n{"a":1}\n'], [{ a: 1 }]],
])("%s", async (_name, parts, values) => {
  expect(await Array.fromAsync(readNdjson(chunks(parts)))).toEqual(values);
});
