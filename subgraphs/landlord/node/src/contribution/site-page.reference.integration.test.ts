import {
  compareSitePlaces,
  monthNumber,
  monthsBetween,
  monthText,
  type SitePageKey,
  type SitePlace,
  sitePageId,
} from "@palier/schema";
import fc from "fast-check";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";

const closed = monthsBetween(monthNumber("2025-12"), monthNumber("2026-10"));
const references = Array.from({ length: 23 }, (_, index) => `R-${index + 1}`);

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites(
    references.map((reference, index) => ({
      reference,
      dwellings: 20 + (index % 4) * 10,
      commune: index % 5 === 0 ? "10002" : "10001",
      priorityDistrict: index % 3 === 0 ? "QP-1" : null,
    })),
  );
  // Every third site reaches level 3, every third of the others level 2.
  await landlord.addIncidents(
    references.flatMap((reference, index): ExampleIncident[] => {
      if (index % 3 === 2) return [];
      const days = closed.map((month) => `${monthText(month)}-05`);
      return days.map((day) => [reference, day, index % 3 === 0 ? "DRUG_DEALING" : "NOISE"]);
    }),
  );
  await landlord.close(closed);
});

afterAll(() => landlord.end());

interface Page {
  readonly id: string;
  readonly status: string;
  readonly sites: readonly SitePlace[] | null;
  readonly matching: number | null;
}

const whole: SitePageKey = {
  landlord: "lisiere",
  territory: "247",
  month: "2026-10",
  levels: null,
  first: 200,
  after: null,
};

async function page(key: Partial<SitePageKey>): Promise<Page> {
  const id = sitePageId({ ...whole, ...key });
  const fields = "id status sites { id level dwellings } matching";
  return (await landlord.askOne("SitePage", id, fields)) as Page;
}

it("lists the sites in the order of the federation", async () => {
  const { status, sites, matching } = await page({});
  expect(status).toBe("ANSWERED");
  expect(sites).toHaveLength(23);
  expect(sites).toEqual([...(sites ?? [])].sort(compareSitePlaces));
  expect([...new Set(sites?.map(({ level }) => level))]).toEqual([3, 2, 1]);
  expect(matching).toBe(23);
});

it("gives one more site than asked for, and how many match", async () => {
  const { sites, matching } = await page({ levels: [3, 4], first: 2, territory: "QP-1" });
  expect([sites?.length, matching]).toEqual([3, 8]);
});

const facts = `...on LisiereSite { id name dwellings commune { code } priorityDistrict { code }
  now: classification { level since } then: classification(month: "2026-08") { status } }`;

it("gives the first of its sites as they are when they are asked for by themselves", async () => {
  for (const [first, key] of [
    [4, { levels: [3, 4], first: 3 }],
    [1, {}],
    [23, { month: "2026-08" }],
    [500, {}],
  ] as const) {
    const id = sitePageId({ ...whole, ...key });
    const { sites, nodes } = (await landlord.askOne(
      "SitePage",
      id,
      `sites { id } nodes(first: ${first}) { ${facts} }`,
    )) as { sites: { id: string }[]; nodes: object[] };
    const ids = sites.slice(0, first).map((site) => site.id);
    expect(nodes).toEqual(await landlord.ask("Site", ids, facts));
    expect(nodes).not.toHaveLength(0);
  }
});

it.each([0, -1])("gives none of its sites where %i are asked for", async (first) => {
  const id = sitePageId(whole);
  expect(await landlord.askOne("SitePage", id, `nodes(first: ${first}) { id }`)).toEqual({
    nodes: [],
  });
});

it("gives no sites where it lists none", async () => {
  const id = sitePageId({ ...whole, month: "2026-11" });
  expect(await landlord.askOne("SitePage", id, "nodes(first: 5) { id }")).toEqual({ nodes: null });
});

it("reads sites with one statement more for all pages, and none where they are not asked for", async () => {
  const ids = [sitePageId(whole), sitePageId({ ...whole, levels: [3] })];
  const count = async (fields: string) =>
    (await landlord.statements(() => landlord.ask("SitePage", ids, fields))).length;
  const without = await count("sites { id }");
  expect(await count("sites { id } nodes(first: 20) { id }")).toBe(without + 1);
});

it("gives pages that make up the whole list", async () => {
  const keys = fc.record({
    first: fc.integer({ min: 1, max: 25 }),
    levels: fc.constantFrom(null, [3], [1, 3], [2, 4], [4]),
    territory: fc.constantFrom("247", "10002", "QP-1"),
    month: fc.constantFrom("2026-10", "2026-05"),
  });
  await fc.assert(
    fc.asyncProperty(keys, async (key) => {
      const all = await page({ ...key, first: 200 });
      expect(all.sites?.length).toBe(all.matching);
      const gathered: SitePlace[] = [];
      let after: SitePlace | null = null;
      do {
        const part = await page({ ...key, after });
        expect(part.matching).toBe(all.matching);
        const shown = part.sites?.slice(0, key.first) ?? [];
        gathered.push(...shown);
        after = (part.sites?.length ?? 0) > key.first ? (shown.at(-1) ?? null) : null;
      } while (after !== null);
      expect(gathered).toEqual(all.sites);
    }),
    { numRuns: 30 },
  );
});

it("goes on after a place of any landlord, or of none", async () => {
  const all = (await page({})).sites ?? [];
  const places = fc.record({
    level: fc.integer({ min: 0, max: 4 }),
    dwellings: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(2 ** 40)),
    id: fc.constantFrom("adret:R-9", "lisiere:R-12", "lisiere:R-2\0x", "lisiere:", "val:R-1", ""),
  });
  await fc.assert(
    fc.asyncProperty(places, async (after) => {
      const { sites } = await page({ after });
      expect(sites).toEqual(all.filter((site) => compareSitePlaces(after, site) < 0));
    }),
    { numRuns: 60 },
  );
});

it("lists undetermined sites at level 0, unless levels are asked for", async () => {
  const { sites, matching } = await page({ month: "2026-08", first: 1 });
  expect(sites).toEqual([
    { id: "lisiere:R-12", level: 0, dwellings: 50 },
    { id: "lisiere:R-16", level: 0, dwellings: 50 },
  ]);
  expect(matching).toBe(23);
  expect(await page({ month: "2026-08", levels: [1] })).toMatchObject({ sites: [], matching: 0 });
});

it.each([
  ["MONTH_NOT_CLOSED", { month: "2026-11" }],
  ["UNKNOWN", { month: "2026-12" }],
  ["UNKNOWN", { territory: "99999" }],
])("answers %s for %j", async (status, key) => {
  expect(await page(key)).toMatchObject({ status, sites: null, matching: null });
});

it.each(["val-de-brie:247:2026-10:*:50:", "lisiere:247:2026-10", "lisiere:247:2026-10:*:0:", ""])(
  "has no page %j",
  async (id) => {
    expect(await landlord.askOne("SitePage", id, "id")).toBeNull();
  },
);
