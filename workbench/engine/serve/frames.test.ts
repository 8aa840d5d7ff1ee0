import { expect, test } from "vitest";
import { demultiplexed } from "./frames.ts";

function frame(stream: number, text: string, claimed = Buffer.byteLength(text)): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(claimed, 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

test.each([
  ["nothing", [], "", ""],
  [
    "both streams, a character across two frames",
    [frame(1, "a"), frame(2, "wrong"), frame(1, "ü")],
    "aü",
    "wrong",
  ],
  ["a frame cut off in its body", [frame(1, "whole"), frame(1, "half", 9)], "wholehalf", ""],
  ["a frame cut off in its header", [frame(2, "whole"), Buffer.from([1, 0, 0])], "", "whole"],
])("%s", (_name, frames, stdout, stderr) => {
  expect(demultiplexed(Buffer.concat(frames))).toEqual({ stdout, stderr });
});
