import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { SCREENSHOT } from "../../src/components/Screenshot/size.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { isUpdating } from "../cli/transcript.ts";
import { launch } from "../site/browser.ts";
import { violations, widerThanScreen } from "../site/measure.ts";
import { setPictureFonts } from "../site/picture-fonts.ts";
import { differenceOf, packed } from "../site/picture.ts";

const FOLDER = path.join(PROJECT_DIR, "static", "img", "instructors");
/** Where the browser believes the pages to be. */
const ORIGIN = "http://grading.test";
const MOST_BYTES = 80_000;

// Names of the made class. cspell:ignore Chidi Okafor
/** A picture: whose page it is, and what stands at its top. */
const PICTURES: Readonly<Record<string, { readonly page: string; readonly at?: string }>> = {
  class: { page: "class.html" },
  alike: { page: "class.html", at: "alike" },
  feedback: { page: "Chidi Okafor" },
};

/** Pages set in the faces that npm brings, with one and the same time of marking. */
const STYLE = `body { font-family: var(--ifm-font-family-base) !important }
h1, h2, .mark { font-family: var(--ifm-heading-font-family) !important }
code, pre { font-family: var(--ifm-font-family-monospace) !important }`;
const SAME_TIME = `for (const term of document.querySelectorAll("dt"))
  if (/^(Marked|Graded)$/.test(term.textContent)) term.nextElementSibling.textContent = "2026-11-28 09:30 UTC"`;

/** Holds the pages of a graded class against the pictures that the guide shows of them, in both themes. */
export async function expectPictures(out: string): Promise<void> {
  await using browser = await launch();
  for (const theme of ["light", "dark"] as const)
    for (const [name, { page, at }] of Object.entries(PICTURES)) {
      const taken = await pictureOf(browser, out, await fileOf(out, page), theme, at);
      const file = path.join(FOLDER, `${name}-${theme}.png`);
      if (isUpdating) {
        await mkdir(FOLDER, { recursive: true });
        await writeFile(file, packed(taken));
      }
      const stored = await readFile(file).catch(() => null);
      const difference = stored === null ? { words: "there is none" } : differenceOf(stored, taken);
      expect(
        difference?.words,
        `${file}: GROUNDWORK_UPDATE_GUIDE=1 and the same test make it anew`,
      ).toBeUndefined();
      expect(stored?.length, file).toBeLessThan(MOST_BYTES);
    }
}

async function pictureOf(
  browser: Browser,
  out: string,
  file: string,
  theme: "light" | "dark",
  at: string | undefined,
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: SCREENSHOT,
    colorScheme: theme,
    reducedMotion: "reduce",
    // The pages forbid every style that is not their own.
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    await page.route(`${ORIGIN}/**`, (route) =>
      route.fulfill({ path: path.join(out, decodeURIComponent(new URL(route.request().url()).pathname)) }),
    );
    await page.goto(`${ORIGIN}/${file}`);
    expect(await violations(page), file).toEqual([]);
    await expectFits(page, file);
    await setPictureFonts(page);
    await page.addStyleTag({ content: STYLE });
    await page.evaluate(SAME_TIME);
    if (at !== undefined)
      await page.evaluate(`document.getElementById(${JSON.stringify(at)}).scrollIntoView()`);
    return await page.screenshot({ animations: "disabled" });
  } finally {
    await context.close();
  }
}

async function expectFits(page: Page, file: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await widerThanScreen(page), `${file} is wider than a phone`).toBeLessThanOrEqual(0);
  await page.setViewportSize(SCREENSHOT);
}

/** The class page by its name; a student's by theirs, since the files have pseudonyms. */
async function fileOf(out: string, page: string): Promise<string> {
  if (page.endsWith(".html")) return page;
  for (const name of await readdir(path.join(out, "feedback"))) {
    const text = await readFile(path.join(out, "feedback", name), "utf8");
    if (text.includes(`<h1>${page}</h1>`)) return `feedback/${name}`;
  }
  throw new Error(`There is no page of ${page} in ${out}.`);
}
