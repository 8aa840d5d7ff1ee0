import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { CANARY_LIMITS } from "../../workbench/grade/sandbox/canary/canary.ts";
import { parseThreats } from "./threats.ts";

const root = join(import.meta.dirname, "../..");
const threats = parseThreats(readFileSync(join(root, "docs/instructors/threats.yaml"), "utf8")).flatMap(
  (group) => group.threats,
);
const claims = threats.flatMap(({ id, proof }) =>
  proof.flatMap(({ file, tests }) => tests.map((title) => ({ id, file, title }))),
);

test.each([...new Set(claims.map(({ file }) => file))])(
  "the tests that are named in %s are there",
  (file) => {
    const there = titlesIn(readFileSync(join(root, file), "utf8"));
    const absent = claims.filter((claim) => claim.file === file && !there.includes(claim.title));
    expect(absent).toEqual([]);
  },
);

test("each attack that a test makes belongs to a threat", () => {
  const files = globSync(["tests/grade/attacks/*.test.ts", "workbench/grade/**/*hostile*.test.ts"], {
    cwd: root,
  });
  expect(files.length).toBeGreaterThan(2);
  const attacks = files.flatMap((file) =>
    titlesIn(readFileSync(join(root, file), "utf8")).map((title) => ({
      file: file.replaceAll("\\", "/"),
      title,
    })),
  );
  const isClaimed = (attack: (typeof attacks)[number]): boolean =>
    claims.some(({ file, title }) => file === attack.file && title === attack.title);
  expect(attacks.filter((attack) => !isClaimed(attack))).toEqual([]);
});

test("what the canary tries is named, and nothing else is said to be tried", () => {
  const named = threats.flatMap(({ canary }) => canary ?? []);
  expect(named.sort()).toEqual([...CANARY_LIMITS].sort());
});

test("titles are found in groups, in tables and alone", () => {
  const text = `
    test("alone", () => {});
    describe.each(["a"])("in %s", () => { test.each([1])("each %i", () => {}); });
    describe("in one", () => { describe("in another", () => { test(\`deep\`, () => {}); }); });
    it.skip("not ours");`;
  expect(titlesIn(text)).toEqual(["alone", "in %s > each %i", "in one > in another > deep"]);
});

test.each([
  [
    "what is held in part says what is open",
    "held: partly, how: x, proof: [{ file: a.test.ts, tests: [b] }]",
    /what is open/,
  ],
  ["what is held names a test", "held: 'yes', how: x", /must name a test/],
])("%s", (_, rest, says) => {
  const text = `format: groundwork.threats/1\ngroups: [{ id: g, threats: [{ id: a, says: b, ${rest} }] }]`;
  expect(() => parseThreats(text)).toThrow(says);
});

/** Titles of all tests of a file, as it has them, with those of the groups around them. */
function titlesIn(text: string): string[] {
  const titles: string[] = [];
  const look = (node: ts.Node, around: readonly string[]): void => {
    const called = ts.isCallExpression(node) ? calledIn(node) : null;
    if (called?.name === "test") titles.push([...around, called.title].join(" > "));
    const within = called?.name === "describe" ? [...around, called.title] : around;
    ts.forEachChild(node, (child) => look(child, within));
  };
  look(ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest), []);
  return titles;
}

/** `test("title")`, `test.each(…)("title")` and the same of `describe`. */
function calledIn(node: ts.CallExpression): { name: string; title: string } | null {
  const [first] = node.arguments;
  if (first === undefined || !ts.isStringLiteralLike(first)) return null;
  let callee: ts.Expression = node.expression;
  while (!ts.isIdentifier(callee)) {
    if (!ts.isCallExpression(callee) && !ts.isPropertyAccessExpression(callee)) return null;
    callee = callee.expression;
  }
  return { name: callee.text, title: first.text };
}
