import type { Page } from "playwright-core";

/**
 * Wakes every part of a page whose code comes when a reader is near (`site/weight/later`), as reading to the end does.
 * Throws where one does not wake.
 */
export async function wakeAll(page: Page): Promise<void> {
  const left = await page.evaluate<number>(`(async () => {
    const asleep = () => document.querySelectorAll("gw-later:not([data-awake])");
    for (let turn = 0; turn < 200 && asleep().length > 0; turn += 1) {
      for (const part of asleep()) part.dispatchEvent(new Event("groundwork-wake"));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return asleep().length;
  })()`);
  if (left > 0) throw new Error(`${left} parts of ${page.url()} have not woken`);
}
