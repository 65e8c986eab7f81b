import { hasFocus } from "../access/keyboard.js";
import { phone } from "../access/look.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { expectFilesLikeTables, readTables } from "./page-tables.js";
import { becomesWhole, openWhole } from "./whole-page.js";

interface ToCompare {
  readonly territory: {
    readonly sites: {
      readonly edges: readonly {
        readonly level: number;
        readonly node: {
          readonly id: string;
          readonly name: string;
          readonly incidentCounts: readonly { readonly family: string; readonly count: number }[];
        };
      }[];
    };
  };
}

interface OfPast {
  readonly classification: { readonly dwellings: number };
  readonly incidentCounts: readonly { readonly count: number }[];
}

let police: Visitor;
let sites: ToCompare["territory"]["sites"]["edges"];
beforeAll(async () => {
  police = await Visitor.as("police-melun", { path: "/rights" });
  const { territory } = await askGraph<ToCompare>(
    police,
    `query ($code: ID!) { territory(code: $code) { sites(first: 3, levels: [4, 3]) {
      edges { level node { id name incidentCounts { family count } } }
    } } }`,
    { code: "247700057" },
  );
  sites = territory.sites.edges;
});

it("puts sites side by side from the map's list and by search, as the graph tells them, in an address that keeps them", async () => {
  const { page, record } = police;
  const [first, second] = sites.map(({ node }) => node);
  await openWhole(police, `/map/247700057?levels=3,4&site=${encodeURIComponent(first?.id ?? "")}`);
  await page.locator(".site-items").getByRole("link", { name: "Comparer" }).click();
  await becomesWhole(police);
  await page.getByText("Ajoutez un deuxième site pour comparer.").waitFor();
  await page.getByRole("button", { name: "Ajouter un site" }).click();
  await hasFocus(page, page.getByRole("dialog").getByRole("searchbox"));
  await page.keyboard.type(second?.name ?? "");
  // Its first letters are those of others.
  await page.locator(".search-item[data-focused]", { hasText: second?.name }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await becomesWhole(police);
  const counts = page.getByRole("table", { name: /^Faits entre .* par famille$/ }).first();
  await counts.getByRole("columnheader", { name: second?.name }).waitFor();
  await becomesWhole(police);
  expect(await counts.getByRole("columnheader").allTextContents()).toEqual([
    "Famille",
    first?.name,
    second?.name,
  ]);
  const totals = [first, second].map((site) =>
    String(site?.incidentCounts.reduce((sum, { count }) => sum + count, 0)),
  );
  expect(await counts.locator("tfoot td").allTextContents()).toEqual(totals);
  const lastMonth = page
    .getByRole("table", { name: /^Niveau effectif/ })
    .locator("tbody tr")
    .first();
  expect(await lastMonth.getByRole("cell").allTextContents()).toEqual(
    sites.slice(0, 2).map(({ level }) => `Niveau ${level}`),
  );
  const tables = await readTables(page);
  expect(tables.length).toBeGreaterThan(3);
  expectFilesLikeTables(tables, { Finalité: "aucune indiquée" });
  // What was chosen goes along to the map, where the next one is added.
  await page.getByRole("navigation").getByRole("link", { name: "Carte" }).click();
  await page.waitForURL((url) => url.searchParams.get("sites")?.split(",").length === 2);
  await record.settled();
  expect(record.problems).toEqual([]);
});

it("asks all rows of the matrix at once, and shows another account at the same address what it may read", async () => {
  const ids = sites.map(({ node }) => encodeURIComponent(node.id)).join();
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  await visitor.record.settled();
  visitor.record.clear();
  await openWhole(visitor, `/compare?sites=${ids}`);
  // The frame's, and one of all rows.
  expect(visitor.record.answers).toHaveLength(2);
  const text = visitor.record.answers.map((answer) => answer.text).join("");
  expect(text).not.toMatch(/"observed"|"address"|"incidentPattern"/);
  const patterns = visitor.page.getByRole("region", { name: "Quand et où" });
  await patterns.getByText("La convention ne vous communique pas cette donnée.").waitFor();
  expect(await visitor.page.locator(".compare-columns h3").allTextContents()).toEqual(
    sites.map(({ node }) => node.name),
  );
  expect(visitor.record.problems).toEqual([]);
});

it("has levels on a phone's first screen", async () => {
  const ids = sites.map(({ node }) => encodeURIComponent(node.id)).join();
  await police.page.setViewportSize(phone);
  await openWhole(police, `/compare?sites=${ids}`);
  const badge = police.page.getByRole("main").locator(".level-badge").first();
  const box = await badge.boundingBox();
  expect((box?.y ?? phone.height) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
});

it("gives rates of a month that is past, of the dwellings that each site had then", async () => {
  const month = "2026-06";
  const asked = sites.slice(0, 2).map(({ node }, place) => {
    const fields = `classification(month: "${month}") { dwellings }
      incidentCounts(from: "2025-07", to: "${month}") { count }`;
    return `s${place}: site(id: ${JSON.stringify(node.id)}) { ${fields} }`;
  });
  const told = await askGraph<Record<string, OfPast>>(police, `{ ${asked.join(" ")} }`, {});
  const ids = sites.slice(0, 2).map(({ node }) => encodeURIComponent(node.id));
  await openWhole(police, `/compare?sites=${ids}&month=${month}`);
  const rates = police.page.getByRole("table", { name: /pour 1 000 logements/ });
  expect(await rates.locator("tfoot td").allTextContents()).toEqual(
    Object.values(told).map(({ classification, incidentCounts }) => {
      const count = incidentCounts.reduce((sum, each) => sum + each.count, 0);
      const tenths = Math.round((count * 10_000) / classification.dwellings);
      return String(tenths / 10).replace(".", ",");
    }),
  );
});
