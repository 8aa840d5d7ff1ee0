import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { wakeAll } from "./awake.ts";
import { open } from "./browser.ts";
import type { TestSite } from "./build.ts";
import { widerThanScreen } from "./measure.ts";

const fixtures = "fixtures/99-every-component/";
const modes: Record<string, BrowserContextOptions> = {
  "desktop, light": { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  "desktop, dark": { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "phone, light": { viewport: { width: 360, height: 800 }, colorScheme: "light" },
  "phone, dark": { viewport: { width: 360, height: 800 }, colorScheme: "dark" },
};

/**
 * Each component as a reader uses it, by mouse and by keyboard, in both themes, on a wide screen and on a narrow one,
 * on the site that `ground` gives.
 */
export function componentTests(ground: () => { readonly site: TestSite; readonly browser: Browser }): void {
  /** One test for each mode, on a page of its own; nothing may be said on its console, and nothing may stick out. */
  const on = (path: string, name: string, use: (page: Page) => Promise<void>): void =>
    test.each(Object.entries(modes))(`${name}: %s`, async (_, mode) => {
      const { site, browser } = ground();
      const permissions = ["clipboard-read", "clipboard-write"];
      await using watched = await open(browser, site.origin, {
        ...mode,
        permissions,
        reducedMotion: "reduce",
      });
      await watched.page.goto(site.origin + site.at(path), { waitUntil: "networkidle" });
      await wakeAll(watched.page);
      await use(watched.page);
      expect(await widerThanScreen(watched.page), "wider than the screen").toBeLessThanOrEqual(0);
      expect(watched.troubles).toEqual([]);
    });

  on(fixtures, "layers open by mouse from the drawing and by keyboard from the list", async (page) => {
    await page.getByRole("button", { name: /Commit to/ }).click();
    const figure = page.locator("figure", { hasText: "The base begins here" }).first();
    const middle = figure.locator("svg g").nth(1);
    // A narrow screen cuts the drawing's width, so its centre may lie outside.
    const visible = { position: { x: 20, y: 20 } };
    await middle.click(visible);
    await figure.getByText("It changes one path").waitFor();
    await figure.locator("summary", { hasText: "wasted" }).press("Enter");
    await figure.getByText("It adds 3000 paths; the largest:").waitFor();
    await expect.poll(() => figure.locator("svg g[data-open='true']").count()).toBe(2);
    await middle.click(visible);
    await figure.getByText("It changes one path").waitFor({ state: "hidden" });
    expect(await figure.textContent()).toContain("Wasted: 4 MB of 110 MB, both unpacked");
  });

  on(fixtures, "sizes and bases are sorted by mouse and by keyboard", async (page) => {
    const figure = page.locator("figure", { hasText: "Sizes, to one scale" });
    const order = async (): Promise<string[]> =>
      (await figure.locator("tbody th").allTextContents()).map((text) => text.slice(2));
    const before = ["tool on debian:13-slim", "tool on scratch", "alpine:3.24 alone"];
    expect(await order()).toEqual(before);
    const head = figure.getByRole("columnheader", { name: /^unpacked/ });
    await head.getByRole("button").click();
    await head.getByRole("button").press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    expect(await order()).toEqual(before.toReversed());
    await head.getByRole("button").press("Space");
    expect(await head.getAttribute("aria-sort")).toBe("none");
    expect(await order()).toEqual(before);

    const table = page.getByRole("region", { name: "Two bases" });
    const first = table.locator("tbody th").first();
    expect(await first.textContent()).toContain("alpine");
    await table.getByRole("button", { name: /^unpacked/ }).press("Enter");
    expect(await first.textContent()).toContain("debian-slim");
  });

  on(fixtures, "arrow keys go over the matrix, Enter opens a run, Escape leads back", async (page) => {
    const cell = page.getByRole("button", { name: /another tool on alpine/ });
    await cell.focus();
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toMatch(/on alpine/);
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toMatch(/another tool on alpine/);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await focused(page)).toMatch(/another tool on alpine/);
    await cell.click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  on(fixtures, "a start is walked through step by step, and shown whole again", async (page) => {
    const figure = page.locator("figure", { hasText: "the tool on Debian, step by step" });
    const last = figure.getByText("runs its own first instruction");
    expect(await last.isVisible()).toBe(true);
    await figure.getByRole("button", { name: "Walk through it" }).click();
    await last.waitFor({ state: "hidden" });
    const next = figure.getByRole("button", { name: "Next step" });
    for (const step of [2, 3, 4]) {
      await next.press("Enter");
      await figure.getByText(`Step ${step} of 4`).waitFor();
    }
    await last.waitFor();
    expect(await next.getAttribute("aria-disabled")).toBe("true");
    await figure.getByRole("button", { name: "Show all" }).press("Space");
    await figure.getByRole("button", { name: "Walk through it" }).waitFor();
    expect(await figure.getByText("exit code 0").isVisible()).toBe(true);
  });

  on(fixtures, "a Dockerfile names the base of each stage, and what its names stood for", async (page) => {
    const figure = page.locator("figure", { hasText: "Two stages" });
    expect(await figure.getByRole("group", { name: "Stage 1" }).textContent()).toContain("debian:13-slim");
    expect(await figure.getByRole("group", { name: "Stage 2" }).textContent()).toContain("alpine:3.24");
    await opens(figure, "What its names stood for", "the npm package tool 1.0.0, as an image to copy from.");
    expect(await figure.getByRole("list").textContent()).toContain("was stage 1 of this file.");
  });

  on(fixtures, "a lab's solution is a spoiler, and asked for one file at a time", async (page) => {
    const spoiler = page.locator("details.gw-spoiler");
    const file = spoiler.getByText("static/Dockerfile");
    expect(await file.isVisible()).toBe(false);
    await opens(spoiler, "Spoiler: from the starter", "Hints give less away");
    const lines = spoiler.getByLabel("Changes to static/Dockerfile");
    expect(await lines.isVisible()).toBe(false);
    await file.click();
    expect(await lines.isVisible()).toBe(true);
    expect(await spoiler.getByLabel("Changes to user/Dockerfile").isVisible()).toBe(false);
  });

  on("course/02-layers-and-size/", "a term says what it means, to pointer and keyboard", async (page) => {
    const term = page.locator("a.gw-term").first();
    const note = page.locator(`[id="${await term.getAttribute("aria-describedby")}"]`);
    await term.focus();
    await note.waitFor();
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "hidden" });
    await term.blur();
    await term.hover();
    await note.waitFor();
    await page.mouse.move(0, 0);
    await note.waitFor({ state: "hidden" });
  });

  on(fixtures, "a terminal is copied, the command alone and with what it said", async (page) => {
    const figure = page.locator("figure", { hasText: "A build that fails" });
    const copied = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");
    await figure.getByRole("button", { name: "Copy the command", exact: true }).click();
    const command = await figure.locator("kbd").textContent();
    await expect.poll(copied).toBe(command);
    await figure.getByRole("button", { name: "Copy all that was printed" }).press("Enter");
    await expect.poll(copied).toMatch(/^\$ .*\n./);
    expect(await copied()).toContain(await figure.locator("samp").first().textContent());
  });

  on(fixtures, "a question of the quiz gives its reasons, to mouse and keyboard", async (page) => {
    const group = page.getByRole("group", { name: "What does the kernel look for first?" });
    await group.getByText("The C library").click();
    await group.getByText("✗ No.").waitFor();
    await page.keyboard.press("ArrowUp");
    await group.getByText("✓ Right.").waitFor();
    expect(await group.getByText("✗ No.").count()).toBe(0);
  });

  on(fixtures, "a value says where it comes from, and leads to the list of all recordings", async (page) => {
    const value = page.getByRole("button", { name: /8 MB.*unpacked/ }).first();
    const note = page.getByRole("note").first();
    await value.press("Enter");
    await note.getByText("groundwork record 99-fixture").waitFor();
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "hidden" });
    await value.hover();
    await note.getByRole("link", { name: "all of this recording" }).click();
    await page.getByRole("heading", { level: 1, name: "All recordings" }).waitFor();
    const recordings = page.getByRole("region", { name: /^Recording \d\d-/ });
    expect(await recordings.count()).toBe(12);
    const third = recordings.nth(2);
    expect(await third.textContent()).toMatch(/03-scratch.*for chapter 03.*npx groundwork record 03-scratch/);
    await opens(third, "observations", "dynamic-walk");
  });

  on("course/", "the course map shows how far the reader has come", async (page) => {
    await page.getByText(/predictions wait for you in 12 chapters/).waitFor();
    const guess = { kind: "size", question: "q", page: "/", at: "2026-01-01", guess: 1, actual: 2 };
    const kept = JSON.stringify(JSON.stringify({ "02-deleted": guess, "98-gone": guess }));
    await page.evaluate(`localStorage.setItem("groundwork.guesses/1", ${kept})`);
    await page.reload({ waitUntil: "networkidle" });
    await page.getByText(/You have made 1 of \d+ predictions/).waitFor();
    await page.getByText("1 of 5 predictions made").waitFor();
    await page.getByRole("link", { name: "Begin chapter 01" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "What a base image is" }).waitFor();
  });
}

const focused = (page: Page): Promise<string> => page.evaluate("document.activeElement.textContent");

/** Opens a closed line with the keyboard; then its text can be seen. */
async function opens(within: Locator, line: string, text: string): Promise<void> {
  const inside = within.getByText(text).first();
  expect(await inside.isVisible()).toBe(false);
  await within.locator("summary", { hasText: line }).first().press("Enter");
  await inside.waitFor();
}
