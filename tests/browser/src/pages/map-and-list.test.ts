import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { countedByList, placedSites, shownSites } from "./listed-sites.js";
import { eventually, openWhole } from "./whole-page.js";
import { withoutWebGl } from "./without-webgl.js";

const agglomeration = "247700057";

/** The filters in an order in which each is a few presses from the one before. */
const filters = [[4, 3, 2, 1], [4], [3], [2], [1], [3, 4]] as const;

it.each([
  ["police-melun", "at their place"],
  ["coordination", "in their commune"],
] as const)(
  "counts the same sites on the map, in the list and in the graph, as %s: %s",
  async (account, where) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const { page } = visitor;
    // Its marks can be added up.
    await page.addInitScript(withoutWebGl);
    await openWhole(visitor, `/map/${agglomeration}`);
    for (const levels of filters) {
      const { totalCount, ids } = await sitesOf(visitor, levels);
      expect(totalCount).toBeGreaterThan(0);
      await chooseLevels(page, levels);
      await eventually(async () => {
        const [list, marks] = await Promise.all([countedByList(page), countedByDrawing(page)]);
        expect({ list, marks }).toEqual({ list: totalCount, marks: totalCount });
        expect(await placedSites(page)).toBe(where === "at their place" ? totalCount : 0);
        expect(await shownSites(page)).toEqual(ids);
      });
    }
    await visitor.record.settled();
    expect(visitor.record.problems).toEqual([]);
  },
);

interface Sites {
  readonly totalCount: number;
  /** Of the first sites, as many as the list shows at once. */
  readonly ids: readonly string[];
}

async function sitesOf(visitor: Visitor, levels: readonly number[]): Promise<Sites> {
  const { territory } = await askGraph<{
    territory: { sites: { totalCount: number; edges: { node: { id: string } }[] } };
  }>(
    visitor,
    `query ($code: ID!, $levels: [Int!]) {
      territory(code: $code) { sites(first: 50, levels: $levels) { totalCount edges { node { id } } } }
    }`,
    { code: agglomeration, levels: levels.length === 4 ? null : levels },
  );
  const { totalCount, edges } = territory.sites;
  return { totalCount, ids: edges.map(({ node }) => node.id) };
}

/** Presses what is to be shown, then what is not: one level always stays. */
async function chooseLevels(page: Page, levels: readonly number[]): Promise<void> {
  for (const isWanted of [true, false]) {
    for (const level of [4, 3, 2, 1]) {
      if (levels.includes(level) !== isWanted) continue;
      const button = page.locator(".level-filter-level", { hasText: `Niveau ${level}` });
      const isPressed = (await button.getAttribute("aria-pressed")) === "true";
      if (isPressed === isWanted) continue;
      await button.click();
      await page
        .locator(`.level-filter-level[aria-pressed="${isWanted}"]`, { hasText: `Niveau ${level}` })
        .waitFor();
    }
  }
}

/** Adds up the marks: a card tells the sites of each level, a ring their number, any other is one. */
function countedByDrawing(page: Page): Promise<number> {
  return page.locator(".svg-map > g").evaluateAll((marks) =>
    marks
      .flatMap((mark) => {
        const told = mark.querySelectorAll(".card-mark-count, .group-mark > text");
        return told.length === 0 ? [1] : [...told].map((text) => Number(text.textContent));
      })
      .reduce((sum, sites) => sum + sites, 0),
  );
}
