import type { Plugin } from "postcss";

/**
 * PostCSS plugin: a rule for the children of `.markdown` also reaches those that stand in a wrapper of still parts,
 * which has no box of its own.
 */
export const withinStill: Plugin = {
  postcssPlugin: "groundwork-within-still",
  Rule(rule) {
    const more = rule.selectors.flatMap(insideToo).filter((selector) => !rule.selectors.includes(selector));
    if (more.length > 0) rule.selectors = [...rule.selectors, ...more];
  },
};

const ofChild = /\.markdown\s*>\s*(?!\s|gw-still)/;

/** The selector for the wrapper's children, where one is needed. */
export function insideToo(selector: string): string[] {
  // The last of all is the last in the last wrapper.
  if (/\.markdown\s*>\s*\*:last-child/.test(selector))
    return [selector.replace(ofChild, ".markdown > gw-still:last-child > ")];
  return ofChild.test(selector) ? [selector.replace(ofChild, ".markdown > gw-still > ")] : [];
}
