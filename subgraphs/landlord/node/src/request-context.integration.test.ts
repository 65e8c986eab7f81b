import { pagesPerStatement, recordDecision } from "@palier/landlord-store";
import { contributionId, monthNumber, monthsBetween, monthText, sitePageId } from "@palier/schema";
import { ExampleLandlord } from "./testing/example-landlord.js";

const closed = monthsBetween(monthNumber("2025-01"), monthNumber("2026-10"));
const references = Array.from({ length: 60 }, (_, index) => `R-${index}`);
const sites = references.map((reference) => `lisiere:${reference}`);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites(references.map((reference) => ({ reference })));
  await landlord.addIncidents(
    references.map((reference) => [reference, "2026-10-05", "NOISE"] as const),
  );
  await landlord.close(closed);
  for (const siteReference of references.slice(0, 3)) {
    const span = { fromMonth: monthNumber("2026-10"), untilMonth: monthNumber("2026-10") };
    const words = { reason: "Travaux", author: "A. Martin" };
    await recordDecision(landlord.store, { siteReference, level: 4, ...span, ...words });
  }
});

afterAll(() => landlord.end());

/** Every field of a site that reads, several with arguments that differ. */
const everything = `
  name
  classification { level decision { reason } gates { met } }
  july: classification(month: "2026-07") { level gates { conditions { observed } } }
  history { level decision { reason } gates { met } }
  incidentCounts { count }
  early: incidentCounts(to: "2025-06") { count }
  incidents { edges { node { day } } }
  thefts: incidents(first: 5, family: PROPERTY, from: "2026-01") { edges { node { day } } }
  actions { title }
`;

it("reads a page of sites with everything in it in as many statements as one site", async () => {
  const ofOne = await landlord.statements(() =>
    landlord.ask("Site", sites.slice(0, 1), everything),
  );
  const ofAll = await landlord.statements(() => landlord.ask("Site", sites, everything));
  // Sites, closed months, runs, decisions, incidents, actions; counts for themselves and for gates.
  expect(ofOne).toHaveLength(8);
  expect(ofAll).toHaveLength(8);
});

it("reads nothing that is not asked for", async () => {
  const ofLevels = await landlord.statements(() =>
    landlord.ask("Site", sites, "id dwellings classification { level computedLevel }"),
  );
  expect(ofLevels).toHaveLength(3);
});

it("answers any number of contributions in one statement, and as many pages as one holds in one", async () => {
  const keys = closed.flatMap((month) =>
    ["10001", "10002", "247", "QP-1"].map((territory) => {
      return { landlord: "lisiere", territory, month: monthText(month) };
    }),
  );
  const contributions = await landlord.statements(() =>
    landlord.ask("Contribution", keys.map(contributionId), "status tallies { sites }"),
  );
  expect(contributions).toHaveLength(1);
  const pages = keys.map((key) => sitePageId({ ...key, levels: [3, 4], first: 50, after: null }));
  const ofPages = (count: number) =>
    landlord.statements(() =>
      landlord.ask("SitePage", pages.slice(0, count), "status matching sites { id }"),
    );
  expect(await ofPages(pagesPerStatement)).toHaveLength(1);
  expect(await ofPages(pagesPerStatement + 1)).toHaveLength(2);
});

it("asks the database nothing for ids that name nothing", async () => {
  const asked = await landlord.statements(async () => {
    await landlord.ask("Site", ["val-de-brie:R-1", "lisiere"], everything);
    await landlord.ask("Contribution", ["lisiere:247:2026-13"], "status");
    await landlord.ask("SitePage", ["lisiere:99999:2026-10:*:50:"], "status");
    await landlord.ask("ActionPage", ["lisiere:99999:2026-10:*:50:"], "status");
  });
  expect(asked).toEqual([]);
});
