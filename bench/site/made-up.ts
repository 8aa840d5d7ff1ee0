import { medianOf } from "./schema.ts";
import type { Result, SiteResult } from "./schema.ts";

/** A site with these figures, for tests; what is not given is as good as it gets. */
export function siteOf(
  name: string,
  { build = 5, lcp = 1000, js = 1024, early = 0, tbt = 0, cls = 0, axe = 0 } = {},
): SiteResult {
  const of = (value: number) => medianOf([value]);
  return {
    name,
    what: "what it is",
    build: of(build),
    paint: { fcp: of(lcp), lcp: of(lcp), tbt: of(tbt), cls: of(cls), scripts: of(0), layout: of(0) },
    chapters: [{ chapter: "01", js, jsBeforePaint: early, jsToTheEnd: js, all: js, requests: 1 }],
    axe: { pages: 1, violations: axe, rules: axe === 0 ? [] : ["a-rule"] },
  };
}

/** A run, for tests, that has measured these sites. */
export const resultOf = (...sites: SiteResult[]): Result => ({
  format: "groundwork.bench-site/1",
  date: "2026-01-01T00:00:00.000Z",
  machine: { processor: "a processor", cores: 2, node: "v24.0.0", loadBefore: 0, loadAfter: 0 },
  browser: "Chromium 1",
  lighthouse: "1.0.0",
  runs: 1,
  builds: 1,
  most: null,
  chapter: "01",
  textOnly: medianOf([4]),
  sites,
});
