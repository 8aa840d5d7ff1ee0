import { expect, test } from "vitest";
import { Lines } from "./lines.ts";

test("lines come whole and in order, however they were cut on the way", async () => {
  const lines = new Lines(() => undefined);
  const first = lines.next(1000);
  lines.write("on");
  lines.write("e\ntwo\nth");
  expect(await first).toBe("one");
  expect(await lines.next(1000)).toBe("two");
  expect(await lines.next(5)).toBeNull();
  lines.write("ree\n");
  expect(await lines.next(5)).toBe("three");
});

test("a sign that was cut in the middle is put together again", async () => {
  const lines = new Lines(() => undefined);
  const bytes = Buffer.from("ü\n");
  lines.write(bytes.subarray(0, 1));
  lines.write(bytes.subarray(1));
  expect(await lines.next(1000)).toBe("ü");
});

test("after the end nobody waits, and each length was told", async () => {
  let told = 0;
  const lines = new Lines((length) => (told += length));
  const waiting = lines.next(60_000);
  lines.end("no end of line");
  expect(await waiting).toBeNull();
  expect(told).toBe("no end of line".length);
});
