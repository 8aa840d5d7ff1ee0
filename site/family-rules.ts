import { families } from "../workbench/families.ts";

const colours = (scheme: "light" | "dark"): string =>
  Object.entries(families)
    .map(([name, look]) => `--family-${name}:${look[scheme]}`)
    .join(";");

/** The families' colours as style rules, `--family-NAME` on each theme, so that they are written down once. */
export function familyRules(): string {
  return `:root{${colours("light")}}[data-theme="dark"]{${colours("dark")}}`;
}
