import { expect, test } from "vitest";
import { SavedAnswer } from "./saved-answer.ts";

/** Feeds an answer in pieces of so many bytes; what was handed on. */
function feed(text: string, piece: number) {
  const taken: Uint8Array[] = [];
  const answer = new SavedAnswer((chunk) => {
    taken.push(Buffer.from(chunk));
    return null;
  });
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += piece) {
    void answer.write(bytes.subarray(start, start + piece));
    if (answer.isForeign) break;
  }
  return { answer, body: () => Buffer.concat(taken).toString() };
}

const OK = "HTTP/1.0 200 OK\r\nContent-Type: application/x-tar\r\n\r\n";

test.for([1, 7, 1000])("hands on the body alone, whatever the pieces (%i bytes)", (piece) => {
  const { answer, body } = feed(`${OK}one\r\n\r\ntwo`, piece);
  answer.end("a");
  expect(body()).toBe("one\r\n\r\ntwo");
});

test.for([
  ["a refusal", 'HTTP/1.0 404 Not Found\r\n\r\n{"message":"No such image: a"}', /image a: No such image: a/],
  ["a refusal in no form", "HTTP/1.0 500 Oops\r\n\r\n<html>", /status 500/],
  ["a body cut off", "HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nfour", /its last 5 bytes are missing/],
  ["a head cut off", "HTTP/1.0 200", /ended before it did/],
  ["another language", "hello\r\n\r\n", /does not begin as an answer/],
  ["a head without an end", "HTTP/1.0 200 OK\r\n".padEnd(70_000, "x"), /head does not end/],
] as const)("%s is told in words", ([, text, says]) => {
  const read = () => {
    const { answer, body } = feed(text, 500);
    answer.end("a");
    return body();
  };
  expect(read).toThrow(says);
});

test("an answer in chunks is left to an HTTP client, and nothing of it is taken", () => {
  const { answer, body } = feed(
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n0\r\n\r\n",
    1000,
  );
  expect([answer.isForeign, body()]).toEqual([true, ""]);
});
