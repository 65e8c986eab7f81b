import type { Page } from "playwright-core";
import { accessibilityViolations, contrastViolations, type Violation } from "../accessibility.js";

/** A desk's window and a phone's. */
export const sizes = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
] as const;

/** What is wrong with a page as it stands; every list is empty on a good one. */
export interface Faults {
  readonly violations: readonly Violation[];
  /** Pixels by which the page is wider than its window. */
  readonly sidewaysPx: number;
  /** What is drawn over the header, or over one another within it. */
  readonly overHeader: readonly string[];
}

/** Another window; charts and the map draw themselves for it in the frames that follow. */
export async function resize(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });
}

export async function faultsOf(page: Page): Promise<Faults> {
  return { ...(await layoutFaultsOf(page)), violations: await accessibilityViolations(page) };
}

/**
 * Without the rules of access, which take a second and more, except what dark colours may break.
 *
 * @param contrast as the reader's system asks for it.
 */
export async function darkFaultsOf(
  page: Page,
  contrast: "no-preference" | "more",
): Promise<Faults> {
  await page.emulateMedia({ colorScheme: "dark", contrast });
  const violations = await contrastViolations(page);
  await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
  return { ...(await layoutFaultsOf(page)), violations };
}

function layoutFaultsOf(page: Page): Promise<Omit<Faults, "violations">> {
  return page.evaluate(layoutFaults);
}

/** Runs in the page. */
function layoutFaults(): Omit<Faults, "violations"> {
  const { scrollWidth, clientWidth } = document.documentElement;
  scrollTo(0, 0);
  const nameOf = (element: Element | null) => element?.outerHTML.slice(0, 120) ?? "nothing";
  const header = document.querySelector("header");
  const parts = [...(header?.querySelectorAll("button, a, .brand") ?? [])];
  const covering = parts.flatMap((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const x = (left + right) / 2;
    // Pages that a phone's list of pages holds beside its window.
    if (x < 0 || x >= innerWidth) return [];
    const above = document.elementFromPoint(x, (top + bottom) / 2);
    return part.contains(above) ? [] : [`${nameOf(above)} over ${nameOf(part)}`];
  });
  return { sidewaysPx: Math.max(0, scrollWidth - clientWidth), overHeader: covering };
}

/** A phone upright, on whose first screen a page's first figure is to be. */
export const phone = { width: 390, height: 844 } as const;

/** What a page shows first of its figures: a number, a level or a map; null where nothing of it is on the first screen. */
export function firstFigure(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    scrollTo(0, 0);
    const figures = "td.number, .number, strong, .level-badge, .live-map, .svg-map, .verdict";
    const seen = [...document.querySelectorAll(`main :is(${figures})`)].find((figure) => {
      const { top, bottom, width } = figure.getBoundingClientRect();
      const isFigure =
        figure.querySelector("canvas, svg") !== null || /\d/.test(figure.textContent);
      // Of a map a hand's breadth will do.
      return width > 1 && isFigure && Math.min(bottom, top + 120) <= innerHeight;
    });
    return seen?.outerHTML.slice(0, 80) ?? null;
  });
}

/** Everything written on the page in its own language: texts, and names that are only heard. */
export function stringsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isOwn = (element: Element | null) =>
      element?.closest("[lang]") === document.documentElement;
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      const { parentElement, textContent } = walker.currentNode;
      if (isOwn(parentElement)) texts.push(textContent ?? "");
    }
    const names = ["aria-label", "title", "alt", "placeholder", "aria-description"];
    for (const element of document.body.querySelectorAll("*")) {
      if (isOwn(element)) texts.push(...names.map((name) => element.getAttribute(name) ?? ""));
    }
    return [...new Set([document.title, ...texts].map((text) => text.trim()))].filter(
      (text) => text !== "",
    );
  });
}
