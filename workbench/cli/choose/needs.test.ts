import { expect, test } from "vitest";
import { NOTHING_SAID } from "../../choose/types.ts";
import { needsOf, saidIn } from "./needs.ts";

test("what is not said asks nothing of a base", () => {
  expect(needsOf(saidIn('{"program": "static", "tls": true}', "needs.json"))).toEqual({
    ...NOTHING_SAID,
    program: "static",
    tls: true,
  });
});

test.each([
  ["[1]", '"needs.json" holds no JSON object.'],
  ["{", '"needs.json" holds no JSON object.'],
  ["{}", "Nobody has said what the program is, and here nobody can be asked."],
  ['{"program": "static", "tsl": true}', 'Unrecognized key: "tsl"'],
  ['{"program": "static", "tls": "yes"}', "tls: Invalid input"],
  ['{"program": "static", "addon": "musl"}', "addon: a program of that kind loads no addon"],
  ['{"program": "static", "maxUnpacked": 0}', "maxUnpacked: Too small"],
])("%s is refused, and it says why", (text, says) => {
  expect(() => needsOf(saidIn(text, "needs.json"))).toThrow(says);
});
