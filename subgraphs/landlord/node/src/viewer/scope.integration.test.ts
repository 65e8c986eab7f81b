import { monthNumber, monthsBetween, type SitePageKey, sitePageId } from "@palier/schema";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";
import { exampleViewer, gatewayFor } from "./viewer.fixture.js";

const closed = monthsBetween(monthNumber("2025-12"), monthNumber("2026-10"));

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "AMONT", commune: "10001", dwellings: 60 },
    { reference: "AVAL", commune: "10002", dwellings: 50 },
    { reference: "PONT", commune: "10002", priorityDistrict: "QP-1", dwellings: 40 },
    // The file of a landlord may put a district where the convention does not.
    { reference: "LOIN", commune: "99999", priorityDistrict: "QP-1", dwellings: 30 },
  ]);
  await landlord.addIncidents(
    ["2026-08", "2026-09", "2026-10"].flatMap((month) =>
      ["AMONT", "PONT"].map((site): ExampleIncident => [site, `${month}-05`, "DRUG_DEALING"]),
    ),
  );
  await landlord.close(closed);
});

afterAll(() => landlord.end());

const all = ["AMONT", "AVAL", "PONT", "LOIN", "NOWHERE"];

function pageId(territory: string, key: Partial<SitePageKey> = {}): string {
  const whole = { levels: null, first: 50, after: null };
  return sitePageId({ landlord: "lisiere", territory, month: "2026-10", ...whole, ...key });
}

async function seen(scope: readonly string[]) {
  const partner = landlord.seenBy(exampleViewer("POLICE", scope));
  const gateway = landlord.seenBy(gatewayFor("POLICE", scope));
  const ids = all.map((reference) => `lisiere:${reference}`);
  const byId = (await partner.ask("Site", ids, "name")) as ({ name: string } | null)[];
  const lookups = ids.map((lookup) => ({ __typename: "LisiereSite", lookup }));
  const { data } = await gateway.query(
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on LisiereSite { name } } }",
    { r: lookups },
  );
  expect(data?._entities).toEqual(byId);
  const territories = ["10001", "10002", "247", "10", "QP-1", "99999"];
  const contributions = territories.map((territory) => `lisiere:${territory}:2026-10`);
  const totals = (await gateway.ask("Contribution", contributions, "status tallies { sites }")) as {
    status: string;
    tallies: { sites: number }[] | null;
  }[];
  const pages = (await gateway.ask(
    "SitePage",
    territories.map((territory) => pageId(territory)),
    "status matching sites { id } nodes(first: 100) { ...on LisiereSite { id name } }",
  )) as {
    status: string;
    matching: number | null;
    sites: { id: string }[] | null;
    nodes: { id: string; name: string }[] | null;
  }[];
  return {
    sites: byId.flatMap((site) => (site === null ? [] : [site.name])),
    territories: Object.fromEntries(
      territories.map((territory, index) => {
        const total = totals[index];
        const page = pages[index];
        expect(page?.status).toBe(total?.status);
        const sites = total?.tallies?.reduce((sum, tally) => sum + tally.sites, 0) ?? null;
        expect([page?.matching, page?.sites?.length ?? null]).toEqual([sites, sites]);
        const listed = page?.sites?.map(({ id }) => ({ id, name: byId[ids.indexOf(id)]?.name }));
        expect(page?.nodes ?? null).toEqual(listed ?? null);
        return [territory, sites ?? total?.status];
      }),
    ),
  };
}

const nothing = {
  "10001": "UNKNOWN",
  "10002": "UNKNOWN",
  "247": "UNKNOWN",
  "10": "UNKNOWN",
  "QP-1": "UNKNOWN",
  "99999": "UNKNOWN",
};

it.each([
  [["10001"], ["AMONT"], { "10001": 1 }],
  [["QP-1"], ["PONT", "LOIN"], { "QP-1": 2 }],
  [["10001", "QP-1"], ["AMONT", "PONT", "LOIN"], { "10001": 1, "QP-1": 2 }],
  [["247"], ["AMONT", "AVAL", "PONT"], { "10001": 1, "10002": 2, "247": 3, "10": 3, "QP-1": 1 }],
  [
    ["10001", "10002"],
    ["AMONT", "AVAL", "PONT"],
    { "10001": 1, "10002": 2, "247": 3, "10": 3, "QP-1": 1 },
  ],
  [["99999"], [], {}],
  [[], [], {}],
])("holds nothing outside the scope %j", async (scope, sites, territories) => {
  expect(await seen(scope)).toEqual({ sites, territories: { ...nothing, ...territories } });
});

it("goes on after a place outside the scope as after any other", async () => {
  const gateway = landlord.seenBy(gatewayFor("POLICE", ["QP-1"]));
  const places = ["AMONT", "NOWHERE"].map((reference) => {
    const after = { level: 3, dwellings: 60, id: `lisiere:${reference}` };
    return pageId("QP-1", { after, levels: [3], first: 1 });
  });
  const pages = await gateway.ask("SitePage", places, "status matching sites { id }");
  const page = { status: "ANSWERED", matching: 1, sites: [{ id: "lisiere:PONT" }] };
  expect(pages).toEqual([page, page]);
});

it("answers what only the gateway may ask to nobody else", async () => {
  const partner = landlord.seenBy(exampleViewer("POLICE", ["247"]));
  const statements = await landlord.statements(async () => {
    const { data, errors } = await partner.result(
      "Contribution",
      ["lisiere:247:2026-10", "lisiere:99999:2026-10"],
      "status",
    );
    expect(data?._entities).toEqual([{ status: null }, { status: null }]);
    expect(errors).toMatchObject([
      { extensions: { code: "FORBIDDEN" } },
      { extensions: { code: "FORBIDDEN" } },
    ]);
    const page = await partner.result("SitePage", [pageId("247")], "__typename");
    expect(page.data?._entities).toEqual([{ __typename: "LisiereSitePage" }]);
    const plan = await partner.result(
      "ActionPage",
      ["lisiere:247:2026-10:*:50:"],
      "actions { id }",
    );
    expect(plan.data?._entities).toEqual([{ actions: null }]);
    expect(plan.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
  expect(statements).toEqual([]);
});
