import type { Page } from "playwright-core";
import { wordsOf } from "../pages/words-of.js";
import { Visitor } from "../visitor.js";

const sheet = "/sites/lisiere%3ALL-1189/sheet?month=2026-09";
const silent = {
  message: "The landlord lisiere did not answer in time",
  extensions: { code: "LANDLORD_UNAVAILABLE", landlord: "lisiere" },
};

interface Answer {
  data: Record<string, unknown>;
  errors?: readonly object[];
}

/** Puts another answer in the place of the gateway's to one question. */
async function answerOtherwise(
  page: Page,
  operation: string,
  other: (answer: Answer) => Answer,
): Promise<void> {
  await page.route(/\/graphql$/, async (route) => {
    const asked = route.request().postData() ?? "";
    if (!new RegExp(`query ${operation}\\b`).test(asked)) return route.fallback();
    const response = await route.fetch();
    await route.fulfill({ response, json: other((await response.json()) as Answer) });
  });
}

it("does not say of numbers, levels and reasons that did not come that they are kept back, unpublished or computed", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { page } = visitor;
  const site = { id: "lisiere:LL-1189", incidentCounts: null, history: null, classification: null };
  // What is asked for all parts at once fails too; then each is asked for itself.
  for (const operation of ["SiteWithReasons", "SiteCounts", "SiteLevel"]) {
    await answerOtherwise(page, operation, () => ({ data: { site }, errors: [silent] }));
  }
  await visitor.open(sheet);
  const words = await wordsOf(page.locator(".site-sheet"));
  expect(words).toContain("Les douze mois");
  expect(words).not.toContain("ne communique pas ces nombres");
  expect(await page.locator(".site-sheet-year").count()).toBe(0);
  expect(words).toMatch(/La grille donne le niveau \d/);
  expect(words).not.toMatch(/Niveau \d :/);
});

it("says that landlords do not share places, or that they are missing, where one narrows them", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  await answerOtherwise(visitor.page, "MapPlaces", ({ data }) => ({
    data: JSON.parse(JSON.stringify(data), (key, value: unknown) =>
      key === "location" ? null : value,
    ),
    errors: [
      {
        ...{ message: "not shown", path: ["territory", "sites", "edges"] },
        extensions: { code: "FORBIDDEN" },
      },
    ],
  }));
  await visitor.open("/map/247700057?month=2026-09");
  const notes = await wordsOf(visitor.page.locator(".map-notes"));
  expect(notes).toContain("leur position n’est pas communiquée par leur bailleur, ou manque");
  expect(notes).not.toContain("n’ont pas pu être lues");
});

it("names on the wall the landlord that its map lacks, whose month is open: no error says it", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  await answerOtherwise(visitor.page, "MapSites", ({ data }) => {
    const { territory } = data as { territory: { sites: object } };
    const missing = [{ status: "MONTH_NOT_CLOSED", landlord: { slug: "lisiere" } }];
    return { data: { territory: { ...territory, sites: { ...territory.sites, missing } } } };
  });
  await visitor.open("/projection/247700057?month=2026-09&slide=3");
  const words = await wordsOf(visitor.page.locator(".projection-slide"));
  expect(words).toContain("La liste n’est pas complète");
  expect(words).toContain("Lisière Logement");
});

it.each([
  ["a page", { actions: { edges: null } }],
  ["something", { actions: { edges: [] } }],
])(
  "says on the wall that late actions are not known where %s of the plan did not come",
  async (_what, plan) => {
    const visitor = await Visitor.as("police-melun", { path: "/rights" });
    await answerOtherwise(visitor.page, "ActionsWithSites", () => ({
      data: { territory: { code: "247700057", ...plan } },
      errors: [silent],
    }));
    await visitor.open("/projection/247700057?month=2026-09&slide=4");
    const words = await wordsOf(visitor.page.locator(".projection-slide"));
    expect(words).not.toContain("Aucune action");
    expect(words).toContain("On ne sait pas si des actions étaient en retard");
  },
);

it("counts no terms of a glossary that did not come", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { page } = visitor;
  await answerOtherwise(page, "Glossary", () => ({
    data: { convention: null },
    errors: [{ message: "Internal error" }],
  }));
  await page.getByRole("button", { name: "Aide", exact: true }).click();
  await page.getByRole("dialog").locator(".notice").waitFor();
  expect(await page.locator(".help-count").count()).toBe(0);
});
