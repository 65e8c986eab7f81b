import type { Locator, Page } from "playwright-core";

/** Where the focus is after a key, as somebody sees it who has no mouse. */
export interface FocusStop {
  /** Start of the element's markup. */
  readonly element: string;
  /** False: nothing has the focus, e.g. because the element that had it was taken away. */
  readonly isSomewhere: boolean;
  /** Whether an outline marks it. */
  readonly isMarked: boolean;
  /** Whether it lies in the window, at least in part, and nothing covers it. */
  readonly isInView: boolean;
}

/** More stops than any page has: whoever needs more goes in circles. */
const mostStops = 250;

/** How often a page is looked at, once it is drawn, before what it shows counts: lists and menus move the focus later. */
const mostLooks = 20;

/** Presses a key, and looks where the focus went. */
export async function press(page: Page, key: string): Promise<FocusStop> {
  await page.keyboard.press(key);
  let stop = await page.evaluate(focusStop);
  for (let looks = 1; looks < mostLooks && !isGood(stop); looks += 1) {
    await page.evaluate(twoFrames);
    stop = await page.evaluate(focusStop);
  }
  return stop;
}

/** Resolves once the element has the focus. */
export async function hasFocus(page: Page, element: Locator): Promise<void> {
  await element.and(page.locator(":focus")).waitFor();
}

/**
 * Tab by tab to an element, which is not touched otherwise. Behind the last stop of the page comes the window's own.
 *
 * @returns the stops on the way where the focus was lost, unmarked or out of sight.
 * @throws Error where the element is not reached.
 */
export async function tabTo(page: Page, target: Locator): Promise<readonly FocusStop[]> {
  await target.first().waitFor();
  const bad: FocusStop[] = [];
  let nowhere: FocusStop | null = null;
  for (let stops = 0; stops < mostStops; stops += 1) {
    const stop = await press(page, "Tab");
    if (nowhere !== null && !(await page.evaluate(isAtFirstStop))) bad.push(nowhere);
    nowhere = stop.isSomewhere ? null : stop;
    if (stop.isSomewhere && !isGood(stop)) bad.push(stop);
    if (await target.first().evaluate((element) => element === document.activeElement)) return bad;
  }
  throw new Error(`${target} is not reached within ${mostStops} stops`);
}

/** From where the focus was to the end of the page, and on to its first stop. */
export async function tabAround(page: Page): Promise<readonly FocusStop[]> {
  const stops: FocusStop[] = [];
  while (stops.length < mostStops) {
    const stop = await press(page, "Tab");
    // What follows where the focus was lost is not the page's first stop.
    if (stops.at(-1)?.isSomewhere === false && (await page.evaluate(isAtFirstStop))) {
      return stops.slice(0, -1);
    }
    stops.push(stop);
  }
  throw new Error(`no end after ${mostStops} stops, the last at ${stops.at(-1)?.element}`);
}

export function isGood({ isSomewhere, isMarked, isInView }: FocusStop): boolean {
  return isSomewhere && isMarked && isInView;
}

/** Runs in the page: resolves once what stands in it now is drawn, however slow that is. */
function twoFrames(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}

/** Runs in the page: it begins with the link to its content. */
function isAtFirstStop(): boolean {
  return document.activeElement === document.querySelector("a[href], button, input");
}

/** Runs in the page. */
function focusStop(): FocusStop {
  const active = document.activeElement;
  const isSomewhere = active !== null && active !== document.body;
  // A radio's or a box's own field is hidden behind what is drawn for it.
  const drawn = active?.matches("input:is([type=radio], [type=checkbox])")
    ? (active.closest("label") ?? active)
    : active;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn ?? document.body);
  const isMarked = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  const { left, right, top, bottom } = (drawn ?? document.body).getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const above = document.elementFromPoint(x, y);
  const isInView =
    right > 0 &&
    bottom > 0 &&
    left < innerWidth &&
    top < innerHeight &&
    above !== null &&
    drawn !== null &&
    (drawn.contains(above) || above.contains(drawn));
  return { element: active?.outerHTML.slice(0, 160) ?? "", isSomewhere, isMarked, isInView };
}
