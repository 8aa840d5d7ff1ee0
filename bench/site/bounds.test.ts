import { expect, test } from "vitest";
import { HEAVY, STARLIGHT, boundsOf } from "./bounds.ts";
import { medianOf } from "./schema.ts";
import type { Result, SiteResult } from "./schema.ts";

const site = (
  name: string,
  { build = 5, lcp = 1000, js = 1024, tbt = 0, cls = 0, axe = 0 } = {},
): SiteResult => ({
  name,
  what: "",
  build: medianOf([build]),
  paint: { fcp: medianOf([0]), lcp: medianOf([lcp]), tbt: medianOf([tbt]), cls: medianOf([cls]) },
  chapters: [{ chapter: "01", js, jsBeforePaint: 0, all: js, requests: 1 }],
  axe: { pages: 1, violations: axe, rules: [] },
});

const result = (...sites: SiteResult[]): Result => ({
  format: "groundwork.bench-site/1",
  date: "2026-01-01",
  machine: { cores: 2, node: "v24", loadBefore: 0, loadAfter: 0 },
  runs: 5,
  chapter: "01",
  sites,
});

const met = (measured: Result): Record<string, boolean> =>
  Object.fromEntries(boundsOf(measured).map((bound) => [bound.says.split(/[ ,]/)[0]!, bound.met]));

test("as good as the peers is good enough", () => {
  const bounds = boundsOf(
    result(site("ours"), site(HEAVY, { build: 1 }), site(STARLIGHT), site("VitePress")),
  );
  expect(bounds.filter((bound) => !bound.met)).toEqual([]);
});

test("each bound that is missed says by how much", () => {
  const own = site("ours", { build: 7, lcp: 1500, js: 100 * 1024, tbt: 31, cls: 0.01, axe: 2 });
  const bounds = boundsOf(result(own, site(STARLIGHT), site("VitePress", { build: 6 })));
  expect(bounds.map(({ missedBy }) => missedBy)).toEqual([
    "2.0 s",
    "2",
    "0.50 s",
    "10 KB",
    "",
    "1 ms",
    "0.010",
  ]);
  expect(met(result(own, site(STARLIGHT)))["Build"]).toBe(false);
});

test("the middle of an even number of runs is one that was measured", () => {
  expect(medianOf([4, 1, 3, 2])).toEqual({ median: 2, min: 1, max: 4 });
});
