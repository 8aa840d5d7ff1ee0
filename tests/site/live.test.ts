import AxeBuilder from "@axe-core/playwright";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { findLeftovers } from "../../workbench/engine/scope.ts";
import type { Engine } from "../../workbench/engine/types.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { TOKEN_HEADER, TOKEN_META } from "../../workbench/serve/token.ts";
import { launch, open } from "./browser.ts";
import type { Watched } from "./browser.ts";
import { startServing } from "./served.ts";
import type { Serving } from "./served.ts";

const LAB = "01-base-image";
const PAGE = "/course/01-what-a-base-is/";
const TASK = "An image that stands on the team's base, and adds one file";
const phone = { viewport: { width: 360, height: 800 }, reducedMotion: "reduce" } as const;

const opened = new AsyncDisposableStack();
let browser: Browser;
let serving: Serving;
let engine: Engine;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  engine = await connectEngine();
  browser = opened.use(await launch());
  serving = opened.use(await startServing());
  watched = opened.use(await open(browser, serving.origin, phone));
  page = watched.page;
  await page.goto(serving.origin + PAGE);
});

afterAll(() => opened.disposeAsync());

const lab = (on: Page): Locator => on.getByRole("region", { name: /^Lab:/ });
const runButton = (on: Page): Locator => on.getByRole("button", { name: `Run this task: ${TASK}` });
// Its run in the queue is a list's item of that name, too.
const task = (on: Page): Locator =>
  lab(on)
    .getByRole("listitem")
    .filter({ has: runButton(on) });
const dockerfile = (): string => join(serving.work, LAB, "child/Dockerfile");
const runTask = (on: Page): Promise<void> => runButton(on).click();

/** Waits for a text of the task: an engine takes its time. */
async function says(on: Page, text: string | RegExp): Promise<void> {
  await task(on).getByText(text).first().waitFor({ timeout: 60_000 });
}

async function accessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include("section[aria-label^='Lab:']").analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  const width = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  expect(Number(await page.evaluate(width))).toBeLessThanOrEqual(0);
}

test("the copy is laid out, the starter fails, and says why", async () => {
  await page.getByRole("button", { name: "Lay out my copy" }).press("Enter");
  await page.getByRole("button", { name: "Run all tasks" }).waitFor();
  expect(await readFile(dockerfile(), "utf8")).toBe(
    await readFile(join(LABS_DIR, LAB, "starter/child/Dockerfile"), "utf8"),
  );
  await says(page, "not tried");
  await runTask(page);
  await says(page, "failed");
  const words = await task(page).locator("dt").allTextContents();
  expect(words.slice(0, 4)).toEqual(["Expected", "Seen", "Cause", "Look at"]);
  await accessible();
});

test("a hint is opened, one at a time", async () => {
  await page.getByRole("button", { name: `What does the last check tell? Task: ${TASK}` }).click();
  await says(page, "From your last check");
  await page.getByRole("button", { name: `Hint 1 of 3 Task: ${TASK}` }).click();
  await says(page, "Compare the two lists of layers");
  await page.getByRole("button", { name: `Hint 2 of 3 Task: ${TASK}` }).waitFor();
});

test("the file is mended on disk, the task passes, and the points are kept", async () => {
  await copyFile(join(LABS_DIR, LAB, "solution/child/Dockerfile"), dockerfile());
  await runTask(page);
  await says(page, "passed");
  await says(page, "15 of 15 points");
  await lab(page).getByText("Your points: 15 of").waitFor();
  await page.reload();
  await says(page, "passed");
  const progress = JSON.parse(await readFile(join(serving.work, "progress.json"), "utf8"));
  expect(progress).toMatchObject({ labs: { [LAB]: { tasks: { child: { best: 15, hints: 1 } } } } });
});

test("a long build is seen step by step, by a reload and by a second tab, and is cancelled", async () => {
  await writeFile(dockerfile(), "FROM team/base:1\nRUN echo so far so good && sleep 100\n");
  await runTask(page);
  await says(page, "so far so good");
  await says(page, "… running");
  await accessible();
  await page.reload();
  await says(page, "so far so good");

  await using second = await open(browser, serving.origin, phone);
  await second.page.goto(serving.origin + PAGE);
  await says(second.page, "so far so good");
  await second.page.getByRole("button", { name: "Run all tasks" }).click();
  for (const each of [page, second.page])
    await lab(each).getByText("All tasks: waits, 1st in the queue").waitFor();
  await page.getByRole("button", { name: "Cancel: All tasks" }).click();
  await lab(second.page).getByText("All tasks: waits").waitFor({ state: "detached" });
  await second.page.getByRole("button", { name: `Cancel: Task “${TASK}”` }).click();
  for (const each of [page, second.page])
    await lab(each)
      .getByText("The run was cancelled.")
      .first()
      .waitFor({ state: "attached", timeout: 30_000 });
  expect(second.troubles).toEqual([]);
  expect(watched.troubles).toEqual([]);
});

test("a closed terminal ends what runs, and leaves nothing in the engine", async () => {
  await runTask(page);
  await says(page, "so far so good");
  const runId = await runIdOf(page);
  expect(await findLeftovers(engine, runId)).not.toEqual(nothing);
  // What happens when a terminal's window is closed: nobody takes its lines any more, and the program is told.
  serving.child.stdout?.destroy();
  serving.child.stderr?.destroy();
  serving.child.kill("SIGHUP");
  expect(await serving.ended).toBe(130);
  expect(await findLeftovers(engine, runId)).toEqual(nothing);
  await lab(page).getByText("The connection to the server is lost").waitFor();
});

const nothing = { containers: [], images: [], networks: [] };

/** What the engine's things of the run that is under way are labelled with, as the server tells it to a page. */
async function runIdOf(on: Page): Promise<string> {
  const token = await on.locator(`meta[name="${TOKEN_META}"]`).getAttribute("content");
  const answer = await fetch(`${serving.origin}/api/events?lab=${LAB}`, {
    headers: { [TOKEN_HEADER]: token ?? "" },
  });
  let told = "";
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    told += part;
    const runId = /"runId":"([0-9a-f]+)"/.exec(told)?.[1];
    if (runId !== undefined) return runId;
  }
  throw new Error(`no run was told of:\n${told}`);
}
