import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Every violation that axe finds on the page as it stands, with the element. */
export async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
}

/** By how many pixels a page can be moved sideways. */
export async function widerThanScreen(page: Page): Promise<number> {
  // A text, because these tests are compiled for Node, which has no `document`.
  return Number(
    await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
  );
}

/** Wrappers that the page's code has emptied, and the footer where it reads otherwise than the build has made it. */
export function lostText(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    const made = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const footer = (of) => of.querySelector("footer")?.textContent ?? "";
    const empty = [...document.querySelectorAll("gw-still:empty, gw-later:empty")].map(({ localName }) => localName);
    return [...empty, ...(footer(made) === footer(document) ? [] : [footer(document)])];
  })()`);
}
