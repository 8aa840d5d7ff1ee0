import { expect, test } from "vitest";
import { HEAVY, STARLIGHT } from "../bench/site/bounds.ts";
import { resultOf, siteOf } from "../bench/site/made-up.ts";
import { siteFiguresOf } from "./site-figures.ts";

const run = resultOf(
  siteOf("ours", { tbt: 40 }),
  siteOf(HEAVY),
  siteOf(STARLIGHT, { axe: 2 }),
  siteOf("VitePress"),
);

test("a stored run as its page shows it: all sites, each bound, and why one was missed", () => {
  const { rows, columns, bounds, sites, how } = siteFiguresOf(JSON.stringify(run));
  expect(rows.map(([name]) => name)).toEqual(["ours", HEAVY, STARLIGHT, "VitePress"]);
  expect(rows.filter((row) => row.length !== columns.length)).toEqual([]);
  expect(bounds.filter(({ met }) => !met).map(({ says, missedBy }) => [says, missedBy])).toEqual([
    ["Blocking time (TBT)", "10 ms"],
  ]);
  expect(sites.find(({ name }) => name === STARLIGHT)?.rules).toBe("a-rule");
  expect(how.join(" ")).toContain("2026-01-01");
});

test.each([
  ["a trial", { ...run, most: 2 }, "this run looked at some pages only; store a whole one"],
  ["another format", { ...run, format: "groundwork.bench-site/0" }, "groundwork.bench-site/1"],
])("%s is no run to show", (_, wrong, said) => {
  expect(() => siteFiguresOf(JSON.stringify(wrong))).toThrow(said);
});
