import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { NOTHING_SAID } from "../../choose/types.ts";
import type { Needs } from "../../choose/types.ts";
import { askNeeds } from "./ask.ts";

const DOWN = "\u001b[B";
const ENTER = "\r";
const CTRL_C = "\u0003";

/** Types these keys, one after the other, each when the terminal has drawn what the one before did; then Enter, to the end. */
async function typed(said: Needs, ...keys: string[]): Promise<{ needs: Needs | null; shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = "";
  output.on("data", (data: Buffer) => {
    shown += data.toString();
  });
  let needs: Needs | null | undefined;
  const asked = askNeeds(said, { input, output }).then((answer) => {
    needs = answer;
  });
  let drawn = -1;
  while (needs === undefined) {
    if (shown.length !== drawn) {
      drawn = shown.length;
      input.write(keys.shift() ?? ENTER);
    }
    await wait(5);
  }
  await asked;
  return { needs, shown };
}

test("arrows choose, and what was said already is the answer to begin with", async () => {
  const { needs, shown } = await typed({ ...NOTHING_SAID, program: "static", tls: true }, DOWN, ENTER);
  expect(needs).toEqual({ ...NOTHING_SAID, program: "glibc", tls: true });
  expect(shown).toContain("Does it load a native addon?");
});

test("nobody is asked about an addon of a program that loads none", async () => {
  const { needs, shown } = await typed({ ...NOTHING_SAID, program: "static" });
  expect(needs).toEqual({ ...NOTHING_SAID, program: "static" });
  expect(shown).not.toContain("addon");
});

test("Ctrl-C stops, and nothing is answered", async () => {
  expect((await typed(NOTHING_SAID, ENTER, CTRL_C)).needs).toBeNull();
});

test("a text that is no number is asked for once more", async () => {
  const limited = { ...NOTHING_SAID, program: "static", maxUnpacked: 30 } as const;
  const enters = Array.from({ length: 11 }, () => ENTER);
  const { needs, shown } = await typed(limited, ...enters, "x", ENTER, "\u007f", ENTER);
  expect(shown).toContain("A whole number above 0");
  expect(needs?.maxUnpacked).toBe(30);
});
