import { endSite, mergeSites } from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import { ExampleLandlord } from "../testing/example-landlord.js";

const [first, july, october] = ["2025-06", "2026-07", "2026-10"].map(monthNumber) as [
  number,
  number,
  number,
];

let landlord: ExampleLandlord;

// R-2 becomes a part of R-1 in August 2026; R-3 ends in July, R-4 begins in August, and R-5, which was
// bought with the counts of a year.
beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { reference: "R-1", dwellings: 50 },
    { reference: "R-2", dwellings: 350 },
    { reference: "R-3", dwellings: 10 },
    { reference: "R-4", firstMonth: july + 1, factsFrom: july + 1 },
    { reference: "R-5", firstMonth: july + 1, factsFrom: july + 1 },
  ]);
  await landlord.addIncidents([
    ["R-1", "2026-01-05", "DRUG_DEALING"],
    ["R-2", "2026-02-05", "DRUG_DEALING"],
    ["R-2", "2026-03-05", "DRUG_DEALING"],
    ["R-3", "2026-03-05", "NOISE"],
  ]);
  await landlord.close(monthsBetween(first, july));
  await mergeSites(landlord.store, { references: ["R-2"], into: "R-1", from: july + 1 });
  await endSite(landlord.store, "R-3", july);
  await landlord.store.query(
    `INSERT INTO taken_over (id, site_id, seller, seller_site, convention_hash, first_month,
       computed_level, earlier_computed_level, held_level, level, since)
     SELECT gen_random_uuid(), id, 'orme', 'orme:X-1', '', $1::integer - 11, 3, 3, 3, 3, $1::integer - 2
     FROM site WHERE reference = 'R-5'`,
    [july],
  );
  await landlord.store.query(
    `INSERT INTO taken_count SELECT id, month, 'TRAFFICKING', 2
     FROM site, generate_series($1::integer - 7, $1::integer - 5) AS month WHERE reference = 'R-5'`,
    [july],
  );
  await landlord.close(monthsBetween(july + 1, october));
});

afterAll(() => landlord.end());

const site = (id: string, fields: string) => landlord.askOne("Site", `lisiere:${id}`, fields);
const levels =
  'classification { status level closedMonths } history(from: "2026-07") { month level }';

it("shows levels in the months of a site alone", async () => {
  const july = { month: "2026-07", level: 1 };
  expect(await site("R-2", levels)).toEqual({ classification: null, history: [july] });
  expect(await site("R-3", levels)).toEqual({ classification: null, history: [july] });
  expect(await site("R-4", levels)).toEqual({
    classification: { status: "UNDETERMINED", level: null, closedMonths: 3 },
    history: ["2026-08", "2026-09", "2026-10"].map((month) => ({ month, level: null })),
  });
  const ofMonth = 'classification(month: "2026-07") { level }';
  expect(await site("R-4", ofMonth)).toEqual({ classification: null });
  const counts = 'incidentCounts(from: "2026-07") { month }';
  const months = async (id: string) => {
    const { incidentCounts } = (await site(id, counts)) as { incidentCounts: { month: string }[] };
    return [...new Set(incidentCounts.map(({ month }) => month))];
  };
  expect(await months("R-3")).toEqual(["2026-07"]);
  expect(await months("R-4")).toEqual(["2026-08", "2026-09", "2026-10"]);
});

it("explains the level of a merged site by all incidents and dwellings, and months before by its own", async () => {
  const gates =
    "level dwellings gates { level conditions { measure families threshold observed } }";
  const found = (await site(
    "R-1",
    `dwellings now: classification { ${gates} } before: classification(month: "2026-07") { ${gates} }`,
  )) as Record<
    "now" | "before",
    { level: number; gates: { level: number; conditions: object[] }[] }
  >;
  expect(found).toMatchObject({
    dwellings: 400,
    now: { level: 3, dwellings: 400 },
    before: { level: 1, dwellings: 50 },
  });
  const at = (when: "now" | "before", level: number) =>
    found[when].gates.find((gate) => gate.level === level)?.conditions[0];
  expect(at("now", 3)).toMatchObject({ observed: 3 });
  expect(at("before", 3)).toMatchObject({ observed: 1 });
  expect(at("now", 2)).toMatchObject({ threshold: 16 });
  expect(at("before", 2)).toMatchObject({ threshold: 6 });
});

it("explains the level of a bought site by its seller's counts too, and shows them in no month", async () => {
  const asked = "status level closedMonths gates { level conditions { observed } }";
  const found = (await site(
    "R-5",
    `classification { ${asked} } history(from: "2026-06") { month level since } incidentCounts(from: "2025-12") { month count }`,
  )) as {
    classification: { gates: { level: number; conditions: { observed: number }[] }[] };
    incidentCounts: { month: string; count: number }[];
  };
  expect(found).toMatchObject({
    classification: { status: "CLASSIFIED", level: 3, closedMonths: 12 },
    history: ["2026-08", "2026-09", "2026-10"].map((month) => ({
      ...{ month, level: 3, since: "2026-05" },
    })),
  });
  const dealing = found.classification.gates.find(({ level }) => level === 3);
  expect(dealing?.conditions).toEqual([{ observed: 3 }]);
  expect(new Set(found.incidentCounts.map(({ count }) => count))).toEqual(new Set([0]));
  expect(found.incidentCounts.every(({ month }) => month >= "2026-08")).toBe(true);
});

it("tells no single incident of a site that ever had fewer than eleven dwellings", async () => {
  await landlord.store.query(
    "INSERT INTO site_past SELECT id, 0, $1, name, commune, NULL, 8 FROM site WHERE reference = 'R-4'",
    [july],
  );
  expect(await site("R-4", "incidents { edges { node { day } } }")).toEqual({ incidents: null });
  expect(await site("R-1", "incidents { edges { node { day } } }")).toMatchObject({
    incidents: { edges: [{ node: { day: "2026-01-05" } }] },
  });
});
