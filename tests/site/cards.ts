import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { course } from "../../src/course.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { open } from "./browser.ts";
import type { TestSite } from "./build.ts";
import { setPictureFonts } from "./picture-fonts.ts";
import { differenceOf, packed } from "./picture.ts";

const folder = join(PROJECT_DIR, "static", "img", "cards");
const again = "GROUNDWORK_UPDATE_CARDS=1 npx vitest run --project site tests/site/site.test.ts -t card";

/** What other sites show beside a link: this large. */
const viewport = { width: 1200, height: 630 };

/** Turns the home page into a chapter's card: the site's own mark, colours and ground. */
function cardOf({ number, title, asks }: (typeof course)[number]): string {
  const body = `
    <div style="height: 630px; overflow: hidden; position: relative; background: var(--gw-paper)">
      <div style="padding: 56px 72px">
        <p style="display: flex; gap: 22px; align-items: center; margin: 0; font: 700 40px/1 var(--ifm-heading-font-family)">MARK Groundwork</p>
        <p style="margin: 60px 0 0; font-size: 28px; font-weight: 600; color: var(--ifm-color-primary)">Chapter ${number}</p>
        <h1 style="margin: 6px 0 0; font: 800 80px/1.1 var(--ifm-heading-font-family); letter-spacing: -0.02em">TITLE</h1>
        <p style="margin: 22px 0 0; font-size: 34px; color: var(--gw-quiet)">ASKS</p>
      </div>
      <div style="position: absolute; inset: auto 0 0">GROUND</div>
    </div>`;
  return `((title, asks) => {
    const mark = document.querySelector(".navbar__logo img").cloneNode();
    mark.style.cssText = "display: block; width: 54px; height: 54px";
    const ground = document.querySelector("footer svg").outerHTML;
    document.body.innerHTML = ${JSON.stringify(body)}.replace("MARK", mark.outerHTML).replace("GROUND", ground);
    document.querySelector("h1").textContent = title;
    document.querySelector("h1 + p").textContent = asks;
  })(${JSON.stringify(title)}, ${JSON.stringify(asks)})`;
}

/** Each chapter's card against the stored one, which the site gives out, and its address in the chapter's head. */
export function cardTests(given: () => { readonly site: TestSite; readonly browser: Browser }): void {
  test.each(course)("card of chapter $number: $title", async (chapter) => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, {
      viewport,
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    const { page } = watched;
    await page.goto(site.origin + site.at(""), { waitUntil: "networkidle" });
    await setPictureFonts(page);
    await page.evaluate(cardOf(chapter));
    const taken = await page.screenshot({ animations: "disabled" });
    const file = join(folder, `${chapter.number}.png`);
    if (process.env["GROUNDWORK_UPDATE_CARDS"] === "1") {
      await mkdir(folder, { recursive: true });
      await writeFile(file, packed(taken));
    }
    const stored = await readFile(file).catch(() => null);
    const difference = stored === null ? { words: "there is none" } : differenceOf(stored, taken);
    expect(difference?.words, `To make all cards again: ${again}`).toBeUndefined();

    const path = site.pages.find((each) => each.includes(`/course/${chapter.number}-`)) ?? "";
    const html = await (await fetch(site.origin + path)).text();
    const image = /<meta[^>]*property="?og:image"?[^>]*>/.exec(html)?.[0];
    expect(image).toContain(`/img/cards/${chapter.number}.png`);
  });
}
