import type { Page } from "playwright-core";
import { wordsOf } from "./words-of.js";

/** Ids of the sites that the map's list shows at once, in its order. */
export function shownSites(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator(".site-item")
    .evaluateAll((items) => items.map((item) => item.getAttribute("data-site")));
}

/** What the list's heading counts: « 50 sur 285 sites ». */
export async function countedByList(page: Page): Promise<number> {
  // Briefly: a list on its way is asked again by whoever waits for it.
  const heading = await wordsOf(page.locator(".site-items-count strong"), 1_000);
  return Number(/sur (\d+)/.exec(heading)?.[1]);
}

/** How many of the sites the map has the exact place of. */
export async function placedSites(page: Page): Promise<number> {
  return Number(await page.locator(".map-and-list-frame").getAttribute("data-sites"));
}
