import { kb, ms, s, seconds } from "./units.ts";
import type { Result, SiteResult } from "./schema.ts";

export const HEAVY = "Groundwork on plain Docusaurus";
export const STARLIGHT = "Starlight";

/** One figure that the site is meant to reach. */
export interface Bound {
  readonly says: string;
  readonly bound: string;
  readonly measured: string;
  readonly met: boolean;
  /** By how much it was missed; empty where it was met. */
  readonly missedBy: string;
  /** Where the miss comes from; empty where it was met. */
  readonly why: string;
}

interface Figure {
  readonly says: string;
  readonly measured: number;
  readonly bound: number;
  readonly show: (value: number) => string;
  /** Told by what else the same run has measured. */
  readonly why: string;
}

/** Holds a run's figures against their bounds. The peers are whatever sites the run has measured besides ours. */
export function boundsOf(result: Result): Bound[] {
  const [own, ...others] = result.sites;
  const peers = others.filter(({ name }) => name !== HEAVY);
  const starlight = peers.find(({ name }) => name === STARLIGHT);
  if (own?.axe === undefined || starlight === undefined)
    throw new Error("the run has not measured us and Starlight");
  const { axe } = own;
  const figures = [build(result, own, peers), ...paintsOf(own, starlight), ...scriptsOf(own)];
  const rules = `Rules: ${axe.rules.join(", ")}.`;
  const clean = { says: "What axe finds, every page in both themes", show: String, why: rules };
  return [...figures, { ...clean, measured: axe.violations, bound: 0 }].map(held);
}

function build({ textOnly }: Result, own: SiteResult, peers: readonly SiteResult[]): Figure {
  const more = own.build.median - textOnly.median;
  const alone = `Docusaurus alone takes ${seconds(textOnly.median)} for the text that the peers get`;
  return {
    says: "Build from nothing, against the faster peer",
    measured: own.build.median,
    bound: Math.min(...peers.map((peer) => peer.build.median)),
    show: seconds,
    why:
      more > 0
        ? `${alone}. The other ${seconds(more)} go into what they don't have: recordings that are read and checked, components, labs, and the steps that make the pages light.`
        : `${alone}; our whole site takes no longer in this run.`,
  };
}

function paintsOf({ paint }: SiteResult, starlight: SiteResult): Figure[] {
  const first = paint.fcp.median - starlight.paint.fcp.median;
  const did = ({ scripts, layout }: SiteResult["paint"]): string =>
    `${ms(scripts.median)} for scripts and ${ms(layout.median)} for styles and places`;
  return [
    {
      says: "Largest paint (LCP), against Starlight",
      measured: paint.lcp.median,
      bound: starlight.paint.lcp.median,
      show: ms,
      why: `The first paint comes after ${s(paint.fcp.median)}, ${s(Math.abs(first))} ${first > 0 ? "later" : "sooner"} than Starlight's. It waits for the page, drawings and tables included, and for one style sheet; no script is asked for before it.`,
    },
    {
      says: "Blocking time (TBT)",
      measured: paint.tbt.median,
      bound: 30,
      show: ms,
      why: `A long chapter has thousands of elements to be placed, and what can be used of it is taken up when its scripts come. On Lighthouse's slow phone this page needs ${did(paint)}; Starlight's text ${did(starlight.paint)}, with ${ms(starlight.paint.tbt.median)} of blocking.`,
    },
    {
      says: "Layout shift (CLS)",
      measured: paint.cls.median,
      bound: 0,
      show: (value) => value.toFixed(3),
      why: "Something moves when scripts or typefaces arrive.",
    },
  ];
}

function scriptsOf({ chapters }: SiteResult): Figure[] {
  const all = chapters.map(({ js }) => js);
  return [
    {
      says: "JavaScript of the heaviest chapter, gzip",
      measured: Math.max(...all),
      bound: 90 * 1024,
      show: kb,
      why: `The lightest chapter has ${kb(Math.min(...all))}: most of it is what Docusaurus and its theme need on every page. The code of what a reader can use comes when they are near it.`,
    },
    {
      says: "JavaScript asked for before the first paint, gzip",
      measured: Math.max(...chapters.map(({ jsBeforePaint }) => jsBeforePaint)),
      bound: 0,
      show: kb,
      why: "Some script is in the page's head again.",
    },
  ];
}

function held({ says, measured, bound, show, why }: Figure): Bound {
  const met = measured <= bound;
  return {
    says,
    bound: `at most ${show(bound)}`,
    measured: show(measured),
    met,
    missedBy: met ? "" : show(measured - bound),
    why: met ? "" : why,
  };
}
