import path from "node:path";
import { expect, test } from "vitest";
import { RECORDINGS_DIR } from "../../project.ts";
import { readRecordings } from "../../record/store.ts";
import { decide } from "../decide.ts";
import { gather } from "../gather.ts";
import { known } from "../known.ts";
import { answerText } from "../text.ts";
import { CASES } from "./cases.ts";

const evidence = gather(await readRecordings(RECORDINGS_DIR), known);

/** A new recording may bring other sizes, counts, digests and days; what the answer says must stay. */
function withoutMeasures(text: string): string {
  return text
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:<digest>")
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, "<day>")
    .replaceAll(/[\d.]+ (B|kB|MB|GB)\b/g, "<size>")
    .replaceAll(/\d+ (package|setuid file|authorit)/g, "<number> $1")
    .replaceAll(/linux\/\w+/g, "<platform>");
}

test.each(CASES)(
  "$id: the base that must win wins, for the reasons that must count",
  ({ needs, winners, because }) => {
    const { winner, bases } = decide(needs, evidence);
    expect(winner === null ? [] : winners, `${winner} won`).toEqual(
      winner === null ? winners : expect.arrayContaining([winner]),
    );
    expect(bases[0]?.reasons.map(({ fact }) => fact)).toEqual(expect.arrayContaining([...because]));
  },
);

test.each(CASES)("$id: what the terminal says", async ({ id, needs }) => {
  const golden = path.join(import.meta.dirname, "golden", `${id}.txt`);
  await expect(`${withoutMeasures(answerText(decide(needs, evidence)))}\n`).toMatchFileSnapshot(golden);
});

test("the cases are ten, and each has its own name", () => {
  expect(new Set(CASES.map(({ id }) => id)).size).toBe(10);
});
