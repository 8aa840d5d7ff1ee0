// Docusaurus loads what its pages import; it does not find the export `z` of zod.
import * as z from "zod";

const medianSchema = z.strictObject({ median: z.number(), min: z.number(), max: z.number() });

const siteSchema = z.strictObject({
  name: z.string(),
  /** What is built and with which version. */
  what: z.string(),
  /** Seconds of a build without any cache. */
  build: medianSchema,
  /** By Lighthouse, on the chapter named above; milliseconds, but for `cls`, which has no unit. */
  paint: z.strictObject({
    fcp: medianSchema,
    lcp: medianSchema,
    tbt: medianSchema,
    cls: medianSchema,
    /** What the processor did meanwhile: ran scripts; found styles and places. */
    scripts: medianSchema,
    layout: medianSchema,
  }),
  /** Each chapter as a browser loads it from a server that compresses with gzip; bytes. */
  chapters: z.array(
    z.strictObject({
      chapter: z.string(),
      js: z.number(),
      jsBeforePaint: z.number(),
      /** With what comes while somebody scrolls through all of the page. */
      jsToTheEnd: z.number(),
      all: z.number(),
      requests: z.number(),
    }),
  ),
  /** Pages looked at, each in both themes, and what axe found on them: rules broken, each once for a page and theme. */
  axe: z.strictObject({ pages: z.number(), violations: z.number(), rules: z.array(z.string()) }).optional(),
});

/** What one run of `npm run bench:site` has measured. */
export const resultSchema = z.strictObject({
  format: z.literal("groundwork.bench-site/1"),
  date: z.string(),
  machine: z.strictObject({
    processor: z.string(),
    cores: z.number(),
    node: z.string(),
    /** Processes that wanted to run, on average over a minute: more than our own make every figure worse. */
    loadBefore: z.number(),
    loadAfter: z.number(),
  }),
  browser: z.string(),
  lighthouse: z.string(),
  /** Runs of Lighthouse on each site, and builds of each. */
  runs: z.number(),
  builds: z.number(),
  /** In a trial, how many chapters and pages of each site were looked at, at most; null: all of them. */
  most: z.number().nullable(),
  /** The one that Lighthouse was given. */
  chapter: z.string(),
  /** Seconds that Docusaurus takes for what the peers get: the chapters' text, with search. */
  textOnly: medianSchema,
  /** Ours first. */
  sites: z.array(siteSchema),
});

export type Result = z.infer<typeof resultSchema>;
export type SiteResult = z.infer<typeof siteSchema>;
export type Median = z.infer<typeof medianSchema>;

/** Middle, smallest and largest of some values. */
export function medianOf(values: readonly number[]): Median {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
  };
}
