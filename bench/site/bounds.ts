import type { Result, SiteResult } from "./schema.ts";

/** One figure that the site is meant to reach. */
export interface Bound {
  readonly says: string;
  readonly bound: string;
  readonly measured: string;
  readonly met: boolean;
  /** By how much it was missed; empty where it was met. */
  readonly missedBy: string;
  /** Where the miss comes from. */
  readonly why: string;
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;
const s = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Holds a run's figures against their bounds. The peers are whatever sites the run has measured besides ours. */
export function boundsOf({ sites }: Result): Bound[] {
  const [own, ...others] = sites;
  const peers = others.filter(({ name }) => name !== HEAVY);
  const starlight = peers.find(({ name }) => name === STARLIGHT);
  if (own === undefined || starlight === undefined)
    throw new Error("the run has not measured us and Starlight");
  const fasterPeer = Math.min(...peers.map(({ build }) => build.median));
  const js = Math.max(...own.chapters.map((chapter) => chapter.js));
  const early = Math.max(...own.chapters.map(({ jsBeforePaint }) => jsBeforePaint));
  const { lcp, tbt, cls } = own.paint;
  return [
    upTo(
      "Build from nothing, against the faster peer",
      own.build.median,
      fasterPeer,
      (n) => `${n.toFixed(1)} s`,
    ),
    upTo(figures.axe, own.axe.violations, 0, String),
    upTo(figures.lcp, lcp.median, starlight.paint.lcp.median, s),
    upTo(figures.js, js, 90 * 1024, kb),
    upTo(figures.early, early, 0, kb),
    upTo(figures.tbt, tbt.median, 30, (n) => `${n.toFixed(0)} ms`),
    upTo(figures.cls, cls.median, 0, (n) => n.toFixed(3)),
  ];
}

const figures = {
  build: "Build from nothing, against the faster peer",
  axe: "Violations that axe finds, every page in both themes",
  lcp: "Largest paint (LCP), against Starlight",
  js: "JavaScript of the heaviest chapter, gzip",
  early: "JavaScript asked for before the first paint, gzip",
  tbt: "Blocking time (TBT)",
  cls: "Layout shift (CLS)",
} as const;

/** What we know of the reasons; a figure without one has not been missed yet. */
const whyMissed: Readonly<Record<string, string>> = {
  [figures.build]:
    "Our build checks and lays out every recording and bundles the components for the browser and for itself; the peers get text.",
  [figures.js]:
    "A chapter's text and recordings travel twice: as the page, and as data for its components, which Docusaurus needs to take the page up and to come to it by a link.",
  [figures.tbt]: "Docusaurus takes up the whole page at once; a long chapter has thousands of elements.",
};

export const HEAVY = "Groundwork on plain Docusaurus";
export const STARLIGHT = "Starlight";

function upTo(says: string, measured: number, bound: number, show: (n: number) => string): Bound {
  const met = measured <= bound;
  return {
    says,
    bound: `at most ${show(bound)}`,
    measured: show(measured),
    met,
    missedBy: met ? "" : show(measured - bound),
    why: met ? "" : (whyMissed[says] ?? ""),
  };
}

/** A row of the table: what a reader compares between the sites. */
export function rowOf({ name, build, paint, chapters, axe }: SiteResult): readonly string[] {
  const middle = (pick: (chapter: SiteResult["chapters"][number]) => number): number => {
    const sorted = chapters.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  const range = ({ median, min, max }: SiteResult["build"], show: (n: number) => string): string =>
    `${show(median)} (${show(min)} to ${show(max)})`;
  return [
    name,
    range(build, (n) => `${n.toFixed(1)} s`),
    range(paint.lcp, s),
    range(paint.tbt, (n) => `${n.toFixed(0)} ms`),
    paint.cls.median.toFixed(3),
    `${kb(middle(({ js }) => js))}, at most ${kb(Math.max(...chapters.map(({ js }) => js)))}`,
    kb(Math.max(...chapters.map(({ jsBeforePaint }) => jsBeforePaint))),
    kb(middle(({ all }) => all)),
    String(middle(({ requests }) => requests)),
    `${axe.violations} on ${axe.pages} pages`,
  ];
}

export const COLUMNS = [
  "Site",
  "Build",
  "LCP",
  "TBT",
  "CLS",
  "JavaScript",
  "before first paint",
  "All of a chapter",
  "Requests",
  "axe, both themes",
] as const;
