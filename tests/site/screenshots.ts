import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { wakeAll } from "./awake.ts";
import { open } from "./browser.ts";
import type { TestSite } from "./build.ts";
import { cardTests } from "./cards.ts";
import { setPictureFonts } from "./picture-fonts.ts";
import { differenceOf, packed } from "./picture.ts";

const folder = join(import.meta.dirname, "screenshots");
const again =
  "GROUNDWORK_UPDATE_SCREENSHOTS=1 npx vitest run --project site tests/site/site.test.ts -t screenshot";

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
/** A4, without the margins of print.css. */
const paper = { width: 673, height: 740 };

interface Picture {
  readonly path: string;
  readonly viewport: NonNullable<BrowserContextOptions["viewport"]>;
  readonly theme: "light" | "dark";
  /** Id of what stands at the top; the page's own top without it. */
  readonly at?: string;
  readonly printed?: true;
}

const pictures: Record<string, Picture> = {
  home: { path: "", viewport: desk, theme: "light" },
  chapter: { path: "course/03-from-scratch/", viewport: phone, theme: "dark", at: "one-file" },
  matrix: { path: "course/11-choosing/", viewport: desk, theme: "dark", at: "matrix" },
  lab: { path: "course/03-from-scratch/", viewport: phone, theme: "light", at: "lab" },
  chooser: { path: "course/11-choosing/", viewport: desk, theme: "light", at: "choose" },
  print: { path: "course/03-from-scratch/", viewport: paper, theme: "light", printed: true },
};

/** What a new recording changes though the page is the same: its day, and the engine's name and version. */
const withoutDates = `
  document.body.normalize();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    texts.currentNode.data = texts.currentNode.data.replace(/\\d{4}-\\d\\d-\\d\\d on \\S+ [^\\s;,]+/, "2026-01-01 on docker 1.2.3");`;

/** The page stands where it is to stay. */
const settled = (at: string | undefined): string => `(async () => {
  const place = document.getElementById(${JSON.stringify(at)});
  for (let before = NaN, now = 0; before !== now; ) {
    before = now;
    place?.scrollIntoView();
    await new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 100));
    now = place?.getBoundingClientRect().top ?? 0;
  }
})()`;

type Given = () => { readonly site: TestSite; readonly browser: Browser };

/**
 * Pages and cards against the pictures of them that were stored. The pictures are those of the Chromium that npm brings,
 * which runs on Linux only; the browsers of other systems draw letters their own way.
 */
export function pictureTests(given: Given): void {
  screenshotTests(given);
  cardTests(given);
}

function screenshotTests(given: Given): void {
  test.each(Object.entries(pictures))("screenshot: %s", async (name, picture) => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, {
      viewport: picture.viewport,
      colorScheme: picture.theme,
      reducedMotion: "reduce",
    });
    const { page } = watched;
    await page.emulateMedia({ media: picture.printed ? "print" : "screen" });
    await page.goto(site.origin + site.at(picture.path), { waitUntil: "networkidle" });
    await wakeAll(page);
    await setPictureFonts(page);
    await page.evaluate(withoutDates);
    await page.evaluate(settled(picture.at));
    const taken = await shot(page);
    const file = join(folder, `${name}.png`);
    if (process.env["GROUNDWORK_UPDATE_SCREENSHOTS"] === "1") {
      await mkdir(folder, { recursive: true });
      await writeFile(file, packed(taken));
    }
    const stored = await readFile(file).catch(() => null);
    await compare(name, stored, taken);

    // A picture that nothing can change would hold nothing.
    await page.addStyleTag({ content: "main { position: relative; top: 1px }" });
    expect(differenceOf(taken, await shot(page))?.pixels, "one pixel further down").toBeGreaterThan(0);
    expect(watched.troubles).toEqual([]);
  });
}

function shot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: "disabled", caret: "hide" });
}

async function compare(name: string, stored: Buffer | null, taken: Buffer): Promise<void> {
  const difference = stored === null ? null : differenceOf(stored, taken);
  if (stored !== null && difference === null) return;
  const place = await mkdtemp(join(tmpdir(), "groundwork-screenshot-"));
  const files = { "now.png": taken, "stored.png": stored, "difference.png": difference?.drawn ?? null };
  for (const [file, bytes] of Object.entries(files))
    if (bytes !== null) await writeFile(join(place, file), bytes);
  expect.fail(`The page "${name}" does not look as it did: ${difference?.words ?? "no picture of it is stored"}.
Look at the pictures in ${place}
If it is meant to look so, store all six again and look at each of them:
  ${again}`);
}
