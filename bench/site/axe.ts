import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { SiteResult } from "./schema.ts";

const phone: BrowserContextOptions = { viewport: { width: 412, height: 823 }, reducedMotion: "reduce" };

/** Two tabs, for the two cores that any machine has: a long page keeps axe busy for seconds. */
const tabs = 2;

/** What axe finds on these pages, in both themes. */
export async function axeOf(
  browser: Browser,
  urls: readonly string[],
): Promise<NonNullable<SiteResult["axe"]>> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const waiting = [...urls];
    const look = async (): Promise<void> => {
      const context = await browser.newContext({ ...phone, colorScheme });
      try {
        const page = await context.newPage();
        for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
          await page.goto(url, { waitUntil: "networkidle" });
          // Without the lists of what is right, which nobody reads, axe is done sooner.
          const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
          found.push(...(await axe.analyze()).violations.map(({ id }) => id));
        }
      } finally {
        await context.close();
      }
    };
    await Promise.all(Array.from({ length: tabs }, look));
  }
  return { pages: urls.length, violations: found.length, rules: [...new Set(found)].sort() };
}
