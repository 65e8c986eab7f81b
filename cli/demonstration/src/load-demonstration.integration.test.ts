import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@palier/landlord-store";
import { readConvention } from "@palier/service";
import { createDatabase, demonstrationConvention } from "@palier/test-support";
import { classifyDemonstration } from "./classify-demonstration.js";
import { dialectOf } from "./file/dialects.js";
import { isLeftBlank } from "./file/incident-rows.js";
import { generateDemonstration } from "./generate-demonstration.js";
import { loadDemonstration } from "./load-demonstration.js";

type Store = Awaited<ReturnType<typeof openStore>>;

const demonstration = generateDemonstration(readConvention(demonstrationConvention));
const lastMonth = demonstration.months.at(-1) ?? 0;

let folder: string;
const stores = new Map<string, Store>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-demonstration-"));
  for (const { slug } of demonstration.landlords) {
    stores.set(slug, await openStore(await createDatabase(), slug));
  }
  await loadDemonstration(stores, demonstration, join(folder, "first"));
});

afterAll(async () => {
  for (const store of stores.values()) await store.destroy();
  await rm(folder, { recursive: true });
});

it("loads every record of every landlord through the import", async () => {
  for (const { slug, sites, incidents, actions, decisions } of demonstration.landlords) {
    expect({ slug, ...(await rowCounts(storeOf(slug))) }).toEqual({
      slug,
      sites: sites.length,
      incidents: incidents.length,
      actions: actions.length,
      decisions: decisions.length,
      months: demonstration.months.length,
    });
  }
});

it("keeps what each landlord's files say of an incident as generated", async () => {
  for (const { slug, incidents } of demonstration.landlords) {
    const stored: { line: string }[] = await storeOf(slug).query(`
      SELECT concat_ws(' ', reference, to_char(day, 'YYYY-MM-DD'), category,
        coalesce(time_band, '-'), coalesce(place, '-'), coalesce(severity::text, '-'),
        coalesce(complaint_reference, '-')) AS line
      FROM incident JOIN site ON site.id = site_id`);
    const dialect = dialectOf(slug);
    const { columns } = dialect;
    const hasTime = Boolean(columns.timeBand ?? columns.timeOfDay);
    const expected = incidents.map((incident) =>
      [
        incident.site,
        incident.day,
        incident.category,
        hasTime && !isLeftBlank("timeBand", incident, dialect) ? incident.timeBand : "-",
        columns.place && !isLeftBlank("place", incident, dialect) ? incident.place : "-",
        columns.severity ? incident.severity : "-",
        (columns.complaint && incident.complaint) || "-",
      ].join(" "),
    );
    expect(stored.map(({ line }) => line).sort()).toEqual(expected.sort());
  }
});

it("has the stores classify 28 sites, 4,300 of 17,200 dwellings, at levels 3 and 4", async () => {
  let hardSites = 0;
  let hardDwellings = 0;
  let dwellings = 0;
  for (const store of stores.values()) {
    const tallies: { level: number; sites: number; dwellings: number }[] = await store.query(
      "SELECT level, sites, dwellings FROM level_tally WHERE month = $1",
      [lastMonth],
    );
    for (const tally of tallies) {
      dwellings += tally.dwellings;
      if (tally.level < 3) continue;
      hardSites += tally.sites;
      hardDwellings += tally.dwellings;
    }
  }
  expect({ hardSites, hardDwellings, dwellings }).toEqual({
    hardSites: 28,
    hardDwellings: 4_300,
    dwellings: 17_200,
  });
});

it("has the stores classify as anyone does who holds the same incidents", async () => {
  const computed = classifyDemonstration(demonstration);
  for (const [slug, store] of stores) {
    const stored: { reference: string; level: number }[] = await store.query(
      `SELECT reference, level FROM classification JOIN site ON site.id = site_id
       WHERE $1 BETWEEN from_month AND to_month ORDER BY reference COLLATE "C"`,
      [lastMonth],
    );
    const own = computed.filter((site) => site.slug === slug);
    expect(stored).toEqual(
      own.map(({ site, months }) => ({
        reference: site.reference,
        level: months.at(-1)?.level,
      })),
    );
  }
});

it("changes nothing when it is loaded again", async () => {
  const before = await Promise.all([...stores.values()].map(contents));
  await loadDemonstration(stores, demonstration, join(folder, "second"));
  expect(await Promise.all([...stores.values()].map(contents))).toEqual(before);
});

it("goes on after an interruption", async () => {
  const one = { ...demonstration, landlords: demonstration.landlords.slice(0, 1) };
  const [records] = one.landlords;
  const slug = records?.slug ?? "";
  const store = await openStore(await createDatabase(), slug);
  try {
    const own = new Map([[slug, store]]);
    const interrupted = loadDemonstration(own, one, join(folder, "third"), ({ step }) => {
      if (step === "ACTIONS") throw new Error("interrupted");
    });
    await expect(interrupted).rejects.toThrow("interrupted");
    await loadDemonstration(own, one, join(folder, "third"));
    expect(await rowCounts(store)).toEqual(await rowCounts(storeOf(slug)));
  } finally {
    await store.destroy();
  }
});

function storeOf(slug: string): Store {
  const store = stores.get(slug);
  if (!store) throw new Error(`No store for ${slug}`);
  return store;
}

async function rowCounts(store: Store) {
  const [counts] = await store.query(`
    SELECT (SELECT count(*)::integer FROM site) AS sites,
      (SELECT count(*)::integer FROM incident) AS incidents,
      (SELECT count(*)::integer FROM action) AS actions,
      (SELECT count(*)::integer FROM decision) AS decisions,
      (SELECT count(*)::integer FROM closed_month) AS months`);
  return counts;
}

/** A digest of each table. */
async function contents(store: Store) {
  const digestOf = (table: string) =>
    `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t) AS ${table}`;
  const [digests] = await store.query(
    `SELECT ${[
      digestOf("site"),
      digestOf("incident"),
      digestOf("incident_personal"),
      digestOf("closed_month"),
      digestOf("incident_count"),
      digestOf("classification"),
      digestOf("level_tally"),
      digestOf("decision"),
      digestOf("action"),
    ].join(", ")}`,
  );
  return digests;
}
