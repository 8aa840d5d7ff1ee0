import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { open } from "./browser.ts";
import type { TestSite } from "./build.ts";

interface Given {
  readonly site: TestSite;
  readonly browser: Browser;
}

const phone = {
  viewport: { width: 390, height: 844 },
  reducedMotion: "reduce",
  colorScheme: "light",
} as const;
const desk = { ...phone, viewport: { width: 1280, height: 800 } } as const;
const fixtures = "fixtures/99-every-component/";

/** What a reader does early, and what shows later that it counted. */
interface Early {
  readonly screen: BrowserContextOptions;
  act(page: Page): Promise<void>;
  counted(page: Page): Promise<boolean>;
}

const early: Record<string, Early> = {
  "a press of a button": {
    screen: desk,
    act: (page) => page.getByRole("button", { name: /Switch between dark and light/ }).click(),
    counted: (page) => page.evaluate("document.documentElement.dataset.themeChoice !== 'system'"),
  },
  "the menu of a phone": {
    screen: phone,
    act: (page) => page.getByRole("button", { name: "Toggle navigation bar" }).click(),
    counted: (page) => page.evaluate("document.querySelector('.navbar-sidebar--show') !== null"),
  },
  "a chosen answer": {
    screen: phone,
    act: (page) => page.getByRole("radio", { name: "It crashes" }).check(),
    counted: async (page) => {
      const button = page.getByRole("button", { name: "certain" });
      return (await button.isVisible()) && (await button.isEnabled());
    },
  },
  "a word that is searched": {
    screen: desk,
    act: async (page) => {
      await page.getByLabel("Search").click();
      await page.keyboard.type("sureness");
    },
    counted: (page) => page.getByRole("option").first().isVisible(),
  },
};

/** Holds all scripts of a page back until they are let go; the processor is six times slower all the while. */
async function slowDown(page: Page): Promise<() => void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const { promise, resolve } = Promise.withResolvers<null>();
  await page.route("**/assets/js/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return () => resolve(null);
}

/** What the levers of site/weight must keep, on the site that the other tests have built. */
export function weightTests(given: () => Given): void {
  test("no script is asked for before the first paint, and no link because it can be seen", async () => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, desk);
    const { page } = watched;
    await page.goto(site.origin + site.at("course/01-what-a-base-is/"), { waitUntil: "networkidle" });
    const { paint, scripts } = await page.evaluate<{ paint: number; scripts: number[] }>(
      `({ paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
          scripts: performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js")).map(({ startTime }) => startTime) })`,
    );
    expect(scripts.length).toBeGreaterThan(3);
    expect(Math.min(...scripts)).toBeGreaterThanOrEqual(paint);
    expect(await page.locator("link[rel=prefetch]").count()).toBe(0);
    expect(watched.troubles).toEqual([]);
  });

  test.each(Object.entries(early))(
    "what a reader does before the page's code runs counts: %s",
    async (_, row) => {
      const { site, browser } = given();
      await using watched = await open(browser, site.origin, row.screen);
      const { page } = watched;
      const letGo = await slowDown(page);
      await page.goto(site.origin + site.at(fixtures), { waitUntil: "domcontentloaded" });
      await row.act(page);
      expect(await row.counted(page), "nothing can have counted yet").toBe(false);
      letGo();
      await expect.poll(() => row.counted(page), { timeout: 20_000 }).toBe(true);
      expect(watched.troubles).toEqual([]);
    },
  );

  test("a part's code comes when its reader is near, and what is done there before it counts", async () => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, phone);
    const { page } = watched;
    await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
    const asleep = () => page.locator("gw-later:not([data-awake])").count();
    const before = await asleep();
    expect(before).toBeGreaterThan(3);

    const letGo = await slowDown(page);
    await page.getByRole("radio", { name: "It crashes" }).check();
    const button = page.getByRole("button", { name: "certain" });
    expect(await button.isVisible(), "its code can't be here yet").toBe(false);
    letGo();
    await expect.poll(() => button.isEnabled(), { timeout: 20_000 }).toBe(true);
    expect(await asleep()).toBeLessThan(before);
    expect(watched.troubles).toEqual([]);
  });

  test("the first page is painted in faces of the machine, the next one in ours", async () => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, desk);
    const { page } = watched;
    const faceOfTitle = () => page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily");
    await page.goto(site.origin + site.at("course/"));
    expect(await faceOfTitle()).not.toMatch(/^Bitter/);
    const kept = () => page.evaluate("localStorage.getItem('groundwork-fonts')");
    await expect.poll(kept, { timeout: 10_000 }).toBe("here");
    await page.reload();
    expect(await faceOfTitle()).toMatch(/^Bitter/);
    expect(watched.troubles).toEqual([]);
  });

  test("code that comes with a link of the site gets its colours, in both themes", async () => {
    const { site, browser } = given();
    await using watched = await open(browser, site.origin, desk);
    const { page } = watched;
    await page.goto(site.origin + site.at("course/"), { waitUntil: "networkidle" });
    const chapter = page
      .getByRole("main")
      .getByRole("link", { name: /scratch/i })
      .first();
    await chapter.click();
    const token = page.locator(".theme-code-block .token.keyword").first();
    await token.waitFor();
    const colour = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.querySelector('.theme-code-block .token.keyword')).color");
    const light = await colour();
    await page.getByRole("button", { name: /Switch between dark and light/ }).click();
    await page.getByRole("button", { name: /Switch between dark and light/ }).click();
    await expect.poll(colour).not.toBe(light);
    expect(watched.troubles).toEqual([]);
  });
}
