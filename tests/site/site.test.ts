import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CASES } from "../../workbench/choose/cases/cases.ts";
import { commandOf, hashOf } from "../../workbench/choose/flags.ts";
import { parseProgress } from "../../workbench/learn/progress/parse.ts";
import { launch, open } from "./browser.ts";
import type { Watched } from "./browser.ts";
import { buildTestSite } from "./build.ts";
import { unpackOnDisk } from "./disk.ts";
import { brokenLinks } from "./links.ts";
import type { TestSite } from "./build.ts";
import { wakeAll } from "./awake.ts";
import { weightTests } from "./weight.ts";
import { componentTests } from "./components.ts";
import { pictureTests } from "./screenshots.ts";
import { lostText, violations, widerThanScreen } from "./measure.ts";

let site: TestSite;
let browser: Browser;

const opened = new AsyncDisposableStack();

beforeAll(async () => {
  browser = opened.use(await launch());
  site = opened.use(await buildTestSite());
});

afterAll(async () => {
  await opened.disposeAsync();
});

const fixtures = "fixtures/99-every-component/";
const phone = { viewport: { width: 360, height: 800 }, reducedMotion: "reduce" } as const;
const desk = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" } as const;

test.each([
  // axe takes most of the time: it sees each page in both themes and widths, not in each of the four modes.
  ["phone, light", { ...phone, colorScheme: "light" }, true],
  ["phone, dark", { ...phone, colorScheme: "dark" }, false],
  ["desktop, light", { ...desk, colorScheme: "light" }, false],
  ["desktop, dark", { ...desk, colorScheme: "dark" }, true],
] as const)("every page is whole, fits and asks nobody else: %s", async (_, options, withAxe) => {
  expect(site.pages.length).toBeGreaterThanOrEqual(5);
  const waiting = [...site.pages];
  // Two tabs, for the two cores that any machine has: a long page keeps axe busy for seconds.
  const tab = async (): Promise<void> => {
    await using watched = await open(browser, site.origin, options);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      await look(watched, path, withAxe);
  };
  await Promise.all([tab(), tab()]);
});

async function look({ page, troubles }: Watched, path: string, withAxe: boolean): Promise<void> {
  await page.goto(site.origin + path, { waitUntil: "networkidle" });
  await wakeAll(page);
  if (withAxe) expect(await violations(page), path).toEqual([]);
  expect(await widerThanScreen(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  expect(troubles, path).toEqual([]);
  expect(await lostText(page), `${path} has lost parts of its text`).toEqual([]);
}

test("what opens is accessible too", async () => {
  await using watched = await open(browser, site.origin, { ...phone, colorScheme: "light" });
  const { page } = watched;
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  for (const summary of await page.locator("summary:visible").all()) await summary.click();
  await page.getByRole("radio", { name: "It crashes" }).check();
  await page.getByRole("button", { name: "certain" }).click();
  await page.getByRole("button", { name: /Commit to/ }).click();
  await page.getByRole("radio", { name: "The C library" }).check();
  await page.getByRole("button", { name: /another tool on alpine/ }).click();
  await expect.poll(() => page.getByRole("dialog").isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
});

test("search finds a word of a page", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  await page.goto(site.origin + site.at("course/"), { waitUntil: "networkidle" });
  await page.getByLabel("Search").click();
  await page.keyboard.type("sureness", { delay: 10 });
  const hit = page.getByRole("option").first();
  await hit.waitFor();
  expect(await hit.textContent()).toMatch(/sureness/i);
  expect(watched.troubles).toEqual([]);
});

test("a prediction is made and revealed with the keyboard alone, and kept", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  const answer = page.getByText("palimpsest");
  expect(await answer.isVisible()).toBe(false);
  await page.getByRole("radio", { name: "It starts and prints" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await answer.waitFor();
  expect(await page.getByText("As you said").textContent()).toContain("you were fairly sure");

  await page.reload({ waitUntil: "networkidle" });
  await wakeAll(page);
  expect(await answer.isVisible()).toBe(true);
  await page.goto(site.origin + site.at("predictions/"), { waitUntil: "networkidle" });
  await page.getByText("1 of 1 right").waitFor();
  expect(watched.troubles).toEqual([]);
});

test("guesses go to a file and come back from one", async () => {
  await using watched = await open(browser, site.origin, phone);
  const { page } = watched;
  await page.goto(site.origin + site.at("predictions/"), { waitUntil: "networkidle" });
  const guess = { kind: "size", question: "How large?", page: "/course/", at: "2026-01-01T00:00:00.000Z" };
  const guesses = { theirs: { ...guess, guess: 10, actual: 20 } };
  const file = (text: string) => ({
    name: "mine.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
  const input = page.getByLabel("Add from a file");
  await input.setInputFiles(file("no progress"));
  await page.getByText("mine.json was not added: it is no JSON.").waitFor();
  await input.setInputFiles(
    file(JSON.stringify({ format: "groundwork.progress/1", labs: {}, site: { guesses } })),
  );
  await page.getByRole("link", { name: "How large?" }).waitFor();
  expect(await violations(page)).toEqual([]);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save to a file" }).click();
  const text = await readFile(await (await saved).path(), "utf8");
  expect(parseProgress(text, "file")).toMatchObject({ ok: true, progress: { site: { guesses } } });
  expect(watched.troubles).toEqual([]);
});

test("a guessed size is told how far off it was", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  await page.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "Commit to 1 kB" }).press("Enter");
  await page.getByText(/times too small/).waitFor();
});

test.each(["static-service", "rust-scanned", "musl-addon-german"])(
  "the chooser gives the command's answer, and its address leads back to it: %s",
  async (id) => {
    const found = CASES.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no case "${id}"`);
    const { needs, winners } = found;
    await using watched = await open(browser, site.origin, desk);
    const { page } = watched;
    await page.goto(`${site.origin}${site.at(fixtures)}#${hashOf(needs)}`, { waitUntil: "networkidle" });
    const answer = page.getByRole("region", { name: "Choose a base" }).locator("[data-winner]");
    expect(await answer.getAttribute("data-winner")).toBe(winners[0] ?? "none");
    expect(await answer.textContent()).toContain(commandOf(needs));
    expect(watched.troubles).toEqual([]);
  },
);

test("the chooser is used with the keyboard alone", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  const form = page.getByRole("region", { name: "Choose a base" });
  await form.getByLabel("What is the program?").focus();
  await page.keyboard.type("a shell");
  await form.getByLabel("Does it use time zones other than UTC?").press("Space");
  const soon = { timeout: 10_000 };
  await expect.poll(() => page.url(), soon).toMatch(/#program=script&zones=yes$/);
  await page.reload({ waitUntil: "networkidle" });
  await wakeAll(page);
  await expect.poll(() => form.getByLabel("What is the program?").inputValue(), soon).toBe("script");
  expect(await form.getByText(/^Take /).textContent()).toMatch(/^Take .+: it fits/);

  const written = page.getByRole("listitem").filter({ hasText: "A program in Rust" });
  await written.getByText("A program in Rust").press("Enter");
  await written.getByRole("button", { name: "Put this into the form" }).press("Enter");
  await expect.poll(() => form.getByLabel("Who runs it?").inputValue(), soon).toBe("nonroot");
  expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Choose a base");
});

test("storage that can't be used breaks nothing", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  await page.addInitScript(
    "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('forbidden') }",
  );
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  await page.getByRole("radio", { name: "It crashes" }).check();
  await page.getByRole("button", { name: "certain" }).click();
  await page.getByText("palimpsest").waitFor();
});

test("without JavaScript a page can be read to its end", async () => {
  await using watched = await open(browser, site.origin, { ...phone, javaScriptEnabled: false });
  const { page } = watched;
  await page.goto(site.origin + site.at(fixtures));
  expect(await page.getByRole("group", { name: "The file is listed" }).isVisible()).toBe(true);
  const answer = page.getByText("palimpsest");
  expect(await answer.isVisible()).toBe(false);
  await page.getByText("See what happened").first().click();
  expect(await answer.isVisible()).toBe(true);
  expect(await page.getByText("works").first().isVisible()).toBe(true);
  const winner = page.getByText("Take gcr.io/distroless/nodejs24-debian13").first();
  expect(await winner.isVisible()).toBe(true);
  const controls = page.getByRole("navigation", { name: "Main" }).getByRole("button");
  expect(await controls.filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole("link", { name: "Course", exact: true }).isVisible()).toBe(true);
  const colour = 'getComputedStyle(document.documentElement).getPropertyValue("--family-glibc")';
  expect(await page.evaluate(colour)).not.toBe("");
  expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
});

test("the page of a wrong address answers 404 and leads back to the course", async () => {
  await using watched = await open(browser, site.origin, desk);
  const answer = await watched.page.goto(site.origin + site.at("no-such-page/"), {
    waitUntil: "networkidle",
  });
  expect(answer?.status()).toBe(404);
  await watched.page.goto(site.origin + site.at("course/05-alpine-and-mussel/"), {
    waitUntil: "networkidle",
  });
  await watched.page.getByRole("main").getByRole("link", { name: "05 Alpine and musl" }).waitFor();
  await watched.page.getByRole("main").getByRole("link", { name: "the course" }).click();
  await watched.page.getByRole("heading", { level: 1, name: "The course" }).waitFor();
});

test("a page is printed without what surrounds it, and with its answers only by choice", async () => {
  await using watched = await open(browser, site.origin, desk);
  const { page } = watched;
  // A headless browser prints nothing and tells nobody; what matters is how the page looks at that moment.
  await page.addInitScript("window.print = () => undefined");
  await page.goto(site.origin + site.at(fixtures), { waitUntil: "networkidle" });
  await wakeAll(page);
  await page.emulateMedia({ media: "print" });
  const answer = page.getByText("palimpsest");
  const reasons = page.getByText("The answer and the reasons").first();
  const seen = async () => [await answer.isVisible(), await reasons.isVisible()];
  expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
  expect(await page.locator("footer").isVisible()).toBe(false);
  expect(await seen()).toEqual([false, false]);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("checkbox", { name: "with answers, reasons and sources open" }).press("Space");
  await page.getByRole("button", { name: "Print this page" }).press("Enter");
  await page.emulateMedia({ media: "print" });
  expect(await seen()).toEqual([true, true]);
  await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
  expect(await seen()).toEqual([false, false]);
  expect(watched.troubles).toEqual([]);
});

test("under the path that it was built for, every link, asset and anchor resolves", async () => {
  const pages = site.pages.slice(0, -1).map((path) => site.origin + path);
  const broken = await brokenLinks(pages, async (address) => {
    const answer = await fetch(address);
    const isPage = answer.headers.get("content-type")?.startsWith("text/html");
    const text = await answer.text();
    return !answer.ok ? null : isPage ? text : "";
  });
  expect(broken).toEqual([]);
});

test("from the disk, without a server: every page is whole, and the links lead through the course", async () => {
  await using disk = await unpackOnDisk(site);
  expect(await brokenLinks(disk.pages, disk.read)).toEqual([]);
  // What a page on the disk asks for has no origin to compare.
  await using watched = await open(browser, "null", { ...phone, colorScheme: "dark" });
  const { page, troubles } = watched;
  page.on("requestfailed", (request) => troubles.push(`not there: ${request.url()}`));
  for (const address of disk.pages) {
    await page.goto(address);
    expect(await page.locator("h1").first().isVisible(), address).toBe(true);
    expect(await widerThanScreen(page), address).toBeLessThanOrEqual(0);
  }
  await page.goto(disk.home);
  expect(await page.evaluate("document.documentElement.dataset.fonts")).toBe("here");
  await expect.poll(() => page.evaluate("document.fonts.check('16px Bitter')")).toBe(true);
  expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
  await page.getByRole("link", { name: "Read the course" }).click();
  await page.getByRole("link", { name: "What a base image is" }).first().click();
  await page.getByText("See what happened").first().click();
  await page.getByRole("link", { name: /^Next/ }).click();
  expect(await page.locator("h1").textContent()).toBe("Layers, reuse and size");
  expect(troubles).toEqual([]);
});

weightTests(() => ({ site, browser }));
describe("components", () => componentTests(() => ({ site, browser })));
if (process.platform === "linux") pictureTests(() => ({ site, browser }));
