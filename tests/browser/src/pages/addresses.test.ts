import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { countedByList } from "./listed-sites.js";
import { becomesWhole, eventually, openWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

it("opens an address as it says after signing in, and goes back to it", async () => {
  const path = "/map/77152?month=2026-03&landlord=lisiere&levels=3%2C4";
  const visitor = await Visitor.as("police-melun", { path });
  const { page } = visitor;
  await becomesWhole(visitor);
  const opened: State = {
    address: path,
    month: "mars 2026",
    landlord: "Lisière Logement",
    levels: ["Niveau 4", "Niveau 3"],
    sites: await countSites(visitor, "2026-03", [3, 4]),
  };
  await stands(page, opened);

  await page.getByRole("button", { name: /Mois$/ }).click();
  await page.getByRole("option", { name: "novembre 2024" }).click();
  await stands(page, {
    ...opened,
    address: path.replace("2026-03", "2024-11"),
    month: "novembre 2024",
    sites: await countSites(visitor, "2024-11", [3, 4]),
  });
  await page.goBack();
  await stands(page, opened);

  await page.locator(".level-filter-level", { hasText: "Niveau 2" }).click();
  await stands(page, {
    ...opened,
    address: path.replace("3%2C4", "2%2C3%2C4"),
    levels: ["Niveau 4", "Niveau 3", "Niveau 2"],
    sites: await countSites(visitor, "2026-03", [2, 3, 4]),
  });
  await page.goBack();
  await stands(page, opened);

  // Another page keeps month and landlord, and the map's choice of levels for the way back.
  await page.getByRole("link", { name: "Territoire", exact: true }).click();
  await eventually(async () => {
    expect(addressOf(page)).toBe("/territory/77152?month=2026-03&landlord=lisiere&levels=3%2C4");
    expect(await wordsOf(page.locator(".headline-basis"))).toMatch(
      /^mars 2026 · .* · Lisière Logement seul$/,
    );
  });
  await page.goBack();
  await stands(page, opened);
  expect(visitor.record.problems).toEqual([]);
});

it.each([
  "/territory/247700057",
  "/map/77288",
  "/report/QP-PLEIN-CIEL?month=2026-10",
  "/sites/lisiere%3ALL-1189",
])(
  "has nothing at %s for who has no such territory, as at an address that names nothing",
  async (path) => {
    const visitor = await visitorOfDammarie();
    await openWhole(visitor, path);
    const text = await mainTextOf(visitor.page);
    await openWhole(visitor, path.replace(/^(\/\w+\/)[^?]*/, "$1nothing"));
    expect(await mainTextOf(visitor.page)).toBe(text);
    expect(text).toContain("Introuvable, ou hors de vos territoires");
    expect(visitor.record.answers.filter(({ body }) => body.errors)).toEqual([]);
    expect(visitor.record.problems).toEqual([]);
  },
);

let dammarie: Promise<Visitor> | null = null;

/** Signs in once; each test opens an address of its own. */
function visitorOfDammarie(): Promise<Visitor> {
  dammarie ??= Visitor.as("mairie-dammarie", { path: "/rights" });
  return dammarie;
}

/** What the visitor has chosen, and what is shown of it. */
interface State {
  readonly address: string;
  readonly month: string;
  readonly landlord: string;
  readonly levels: readonly string[];
  /** In the list's heading. */
  readonly sites: number;
}

async function stands(page: Page, expected: State): Promise<void> {
  await eventually(async () => expect(await readState(page)).toEqual(expected));
}

async function readState(page: Page): Promise<State> {
  const chosen = (label: string) => {
    const choice = page.locator(".place-bar .choice", {
      has: page.getByText(label, { exact: true }),
    });
    return wordsOf(choice.locator(".choice-button"));
  };
  return {
    address: addressOf(page),
    month: await chosen("Mois"),
    landlord: await chosen("Bailleur"),
    levels: await page
      .locator(".level-filter-level[aria-pressed='true']")
      .evaluateAll((buttons) => buttons.map((each) => each.lastChild?.textContent ?? "")),
    sites: await countedByList(page),
  };
}

function addressOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}`;
}

function mainTextOf(page: Page): Promise<string> {
  return wordsOf(page.getByRole("main"));
}

async function countSites(
  visitor: Visitor,
  month: string,
  levels: readonly number[],
): Promise<number> {
  const { territory } = await askGraph<{ territory: { sites: { totalCount: number } } }>(
    visitor,
    `query ($month: Month, $levels: [Int!]) {
      territory(code: "77152", month: $month) {
        sites(first: 1, landlord: "lisiere", levels: $levels) { totalCount }
      }
    }`,
    { month, levels },
  );
  return territory.sites.totalCount;
}
