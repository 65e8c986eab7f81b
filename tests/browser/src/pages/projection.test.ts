import { inTurn } from "@palier/test-support";
import type { Page } from "playwright-core";
import { isGood, press } from "../access/keyboard.js";
import { resize } from "../access/look.js";
import { accessibilityViolations } from "../accessibility.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { becomesWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

const agglomeration = "247700057";
const walls = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;
const slides = 5;

describe.each(inTurn(["coordination", "police-melun", "bailleur-lisiere"], 3))(
  "on a wall, for %s",
  (account) => {
    it("shows every slide whole on a small and on a large screen, moved on by a key, each with three questions at most", async () => {
      const visitor = await Visitor.as(account, { path: "/rights" });
      const { page, record } = visitor;
      for (const wall of walls) {
        await page.setViewportSize(wall);
        await visitor.open(`/projection/${agglomeration}`);
        for (let slide = 1; slide <= slides; slide += 1) {
          await stands(visitor, slide);
          expect({ slide, ...wall, hidden: await page.evaluate(hiddenPx) }).toEqual({
            ...{ slide, ...wall, hidden: [] },
          });
          expect(await accessibilityViolations(page)).toEqual([]);
          const before = record.answers.length;
          await page.keyboard.press(slide % 2 === 0 ? "Space" : "ArrowRight");
          await stands(visitor, Math.min(slide + 1, slides));
          expect(record.answers.length - before).toBeLessThanOrEqual(3);
        }
      }
      expect(record.problems).toEqual([]);
    });
  },
);

it("says the figures of the graph, and decisions with their end", async () => {
  const visitor = await Visitor.as("coordination", { path: `/projection/${agglomeration}` });
  const { territory } = await askGraph<{
    territory: {
      levels: { level: number | null; sites: number }[];
      sites: { edges: { node: { name: string; classification: { decision: object | null } } }[] };
    };
  }>(
    visitor,
    `query ($code: ID!) { territory(code: $code) { levels { level sites } sites(first: 200) {
      edges { node { name classification { decision { until } } } }
    } } }`,
    { code: agglomeration },
  );
  const hard = territory.levels.filter(({ level }) => (level ?? 0) >= 3);
  const sites = hard.reduce((sum, each) => sum + each.sites, 0);
  expect(await wordsOf(visitor.page.locator(".headline-figures li").first())).toBe(
    `${sites} sites`,
  );
  const decided = territory.sites.edges
    .map(({ node }) => node)
    .filter(({ classification }) => classification.decision !== null);
  expect(decided.length).toBeGreaterThan(0);
  await visitor.page.keyboard.press("End");
  await stands(visitor, slides);
  const slide = await wordsOf(visitor.page.locator(".projection-slide"));
  expect(decided.filter(({ name }) => !slide.includes(name))).toEqual([]);
  expect(slide).toMatch(/(janvier|février|mars|avril|novembre|décembre) 20\d\d/);
});

it("is entered from the territory, keeps its slide and month over a reload, and is left by Escape", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/territory/77152" });
  const { page } = visitor;
  await page.getByRole("link", { name: "Projeter" }).click();
  await stands(visitor, 1);
  expect(await page.title()).toBe("Projection · Palier");
  const stop = await press(page, "Tab");
  expect(isGood(stop)).toBe(true);
  await page.keyboard.press("PageDown");
  await page.waitForURL(/slide=2/);
  await page.reload();
  await becomesWhole(visitor);
  await page.getByRole("heading", { level: 1, name: "Ce qui a changé" }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("heading", { level: 1, name: "Niveaux et couverture" }).waitFor();
  // A desk's window at 200 %, and a phone: what does not fit scrolls downwards alone.
  for (const size of [
    { width: 640, height: 450 },
    { width: 360, height: 740 },
  ]) {
    await resize(page, size);
    const sidewaysPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ ...size, sidewaysPx }).toEqual({ ...size, sidewaysPx: 0 });
    expect(await accessibilityViolations(page)).toEqual([]);
  }
  await scrollsToItsEnd(page, { width: 640, height: 450 });
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/territory\/77152/);
  await visitor.ready();
  expect(visitor.record.problems).toEqual([]);
});

/** Waits until the wall shows a slide, whole. */
async function stands(visitor: Visitor, slide: number): Promise<void> {
  const place = visitor.page.locator(".projection-place");
  await place.filter({ hasText: new RegExp(`${slide}\\ssur\\s${slides}$`) }).waitFor();
  await becomesWhole(visitor);
}

/** A slide that a small window does not hold is read to its end by the keys that move on, then the next from its top. */
async function scrollsToItsEnd(page: Page, size: { width: number; height: number }): Promise<void> {
  await resize(page, size);
  await page.keyboard.press("Home");
  await page.getByRole("heading", { level: 1, name: "Niveaux et couverture" }).waitFor();
  const seen = () =>
    page.evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
      return { scrollTop, hiddenPx: scrollHeight - clientHeight - scrollTop };
    });
  let { hiddenPx } = await seen();
  expect(hiddenPx).toBeGreaterThan(size.height / 2);
  while (hiddenPx > 1) {
    await page.keyboard.press("ArrowDown");
    const now = await seen();
    expect(now.hiddenPx).toBeLessThan(hiddenPx);
    hiddenPx = now.hiddenPx;
  }
  expect(page.url()).not.toMatch(/slide=2/);
  await page.keyboard.press("PageDown");
  await page.waitForURL(/slide=2/);
  await page.getByRole("heading", { level: 1, name: "Ce qui a changé" }).waitFor();
  expect((await seen()).scrollTop).toBe(0);
}

/** Runs in the page: what does not show all that it holds. */
function hiddenPx(): readonly string[] {
  const all = [
    document.documentElement,
    ...document.querySelectorAll(".projection-slide, .projection-slide .scroll-wide"),
  ];
  return all.flatMap((element) => {
    const down = element.scrollHeight - element.clientHeight;
    const along = element.scrollWidth - element.clientWidth;
    return down > 1 || along > 1 ? [`${element.className}: ${down}, ${along}`] : [];
  });
}
