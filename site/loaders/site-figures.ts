import { siteFiguresOf } from "../site-figures.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/**
 * Imports a stored run of `npm run bench:site` as its page shows it. While that command itself builds the site, nothing is
 * measured yet, and the stored run may be one of an older format.
 */
export default function siteFiguresLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  const isMeasured = process.env["GROUNDWORK_BENCH"] !== "1";
  return forPage(this, () => toModule(isMeasured ? siteFiguresOf(source) : null));
}
