import { expect, test } from "vitest";
import { HEAVY, STARLIGHT, boundsOf } from "./bounds.ts";
import { resultOf as result, siteOf as site } from "./made-up.ts";
import { COLUMNS, rowOf } from "./rows.ts";
import { medianOf } from "./schema.ts";
import { asMarkdown } from "./text.ts";

test("as good as the peers is good enough", () => {
  const bounds = boundsOf(
    result(site("ours"), site(HEAVY, { build: 1 }), site(STARLIGHT), site("VitePress")),
  );
  expect(bounds).toHaveLength(7);
  expect(bounds.filter((bound) => !bound.met)).toEqual([]);
});

test("each bound that is missed says by how much, and why", () => {
  const own = site("ours", { build: 7, lcp: 1500, js: 100 * 1024, early: 2048, tbt: 31, cls: 0.01, axe: 2 });
  const bounds = boundsOf(result(own, site(STARLIGHT), site("VitePress", { build: 6 })));
  expect(bounds.map(({ missedBy }) => missedBy)).toEqual([
    "2.0 s",
    "500 ms",
    "1 ms",
    "0.010",
    "10 KB",
    "2 KB",
    "2",
  ]);
  expect(bounds.filter(({ why }) => why === "")).toEqual([]);
  expect(bounds[0]?.why).toContain(
    "Docusaurus alone takes 4.0 s for the text that the peers get. The other 3.0 s",
  );
});

test("a run without us or Starlight is held against nothing", () => {
  expect(() => boundsOf(result(site("ours")))).toThrow("the run has not measured us and Starlight");
});

test("a row has a cell for each column, and a range only where values differ", () => {
  const row = rowOf({ ...site("ours"), build: { median: 5, min: 4, max: 6 } });
  expect(row).toHaveLength(COLUMNS.length);
  expect(row.slice(0, 3)).toEqual(["ours", "5.0 s (4.0 s to 6.0 s)", "1.00 s"]);
  const { axe: _, ...unseen } = site("heavy");
  expect(rowOf(unseen).at(-1)).toBe("not looked at");
});

test("the text names the machine, every site and every bound", () => {
  const text = asMarkdown(result(site("ours"), site(STARLIGHT, { axe: 3 })));
  expect(text).toContain("with 2 cores (a processor), Node 24.0.0 and Chromium 1.");
  expect(text).toContain("| Blocking time (TBT) | at most 30 ms | 0 ms | met |");
  expect(text).toContain("- Starlight: what it is; axe: a-rule");
});

test("a trial says that it is one", () => {
  const whole = result(site("ours"), site(STARLIGHT));
  expect(asMarkdown(whole)).not.toContain("trial");
  expect(asMarkdown({ ...whole, most: 2 })).toContain("at most 2 chapters and pages");
});

test("the middle of an even number of runs is one that was measured", () => {
  expect(medianOf([4, 1, 3, 2])).toEqual({ median: 2, min: 1, max: 4 });
});
