import type { Result, SiteResult } from "./schema.ts";

/** One figure that the site is meant to reach. */
export interface Bound {
  readonly says: string;
  readonly bound: string;
  readonly measured: string;
  readonly met: boolean;
  /** By how much it was missed; empty where it was met. */
  readonly missedBy: string;
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
    upTo("Violations that axe finds, every page in both themes", own.axe.violations, 0, String),
    upTo("Largest paint (LCP), against Starlight", lcp.median, starlight.paint.lcp.median, s),
    upTo("JavaScript of the heaviest chapter, gzip", js, 90 * 1024, kb),
    upTo("JavaScript asked for before the first paint, gzip", early, 0, kb),
    upTo("Blocking time (TBT)", tbt.median, 30, (n) => `${n.toFixed(0)} ms`),
    upTo("Layout shift (CLS)", cls.median, 0, (n) => n.toFixed(3)),
  ];
}

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
