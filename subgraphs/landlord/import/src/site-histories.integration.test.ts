import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeMonths, openStore, reclassify, reopenMonths } from "@palier/landlord-store";
import {
  classify,
  familyOf,
  firstDay,
  grid1,
  type Level,
  type MonthNumber,
  monthsBetween,
  nextState,
  nomenclature1,
  rulesOf,
  type SiteState,
} from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import * as fc from "fast-check";
import type { DataSource } from "typeorm";
import { importSites } from "./import-sites.js";

const first = 24_000;
const clock = () => new Date("2026-10-15T12:00:00Z");

/** What the test knows of a site, without the store. */
interface PlainSite {
  readonly reference: string;
  readonly first: MonthNumber;
  /** Oldest first; each holds until the next. */
  readonly facts: { from: MonthNumber; dwellings: number; commune: string; district: string }[];
  readonly incidents: { month: MonthNumber; category: string }[];
}

let store: DataSource;
let folder: string;
let sites: PlainSite[];
let closed: MonthNumber[];

beforeAll(async () => {
  store = await openStore(await createDatabase(), "lisiere");
  folder = await mkdtemp(join(tmpdir(), "palier-histories-"));
});
afterAll(async () => {
  await store.destroy();
  await rm(folder, { recursive: true });
});

type Step =
  | { kind: "incidents"; site: number; ago: number; category: string; count: number }
  | { kind: "close" }
  | { kind: "reopen"; months: number }
  | { kind: "tell"; site: number; dwellings: number; place: number; later: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("incidents" as const),
      site: fc.nat(9),
      ago: fc.nat(2),
      category: fc.constantFrom("NOISE", "DRUG_DEALING", "ASSAULT", "GRAFFITI"),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("close" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("reopen" as const),
      months: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("tell" as const),
      site: fc.nat(5),
      dwellings: fc.integer({ min: 1, max: 400 }),
      place: fc.nat(2),
      later: fc.nat(2),
    }),
  },
);

const places = [
  { commune: "77288", district: "" },
  { commune: "77288", district: "QP1" },
  { commune: "77285", district: "QP1" },
] as const;

function nextOpen(): MonthNumber {
  return (closed.at(-1) ?? first - 1) + 1;
}

async function take(taken: Step): Promise<void> {
  switch (taken.kind) {
    case "close":
      await closeMonths(store, [nextOpen()], clock);
      closed.push(nextOpen());
      return;
    case "reopen": {
      const months = closed.splice(-taken.months);
      if (months.length > 0) await reopenMonths(store, months, clock);
      return;
    }
    case "tell":
      await tell(`S${taken.site}`, taken.dwellings, taken.place, nextOpen() + taken.later);
      return;
    case "incidents": {
      const site = sites[taken.site % sites.length];
      const month = nextOpen() + taken.ago;
      if (site === undefined || month < site.first) return;
      await addIncidents(site, month, taken.category, taken.count);
    }
  }
}

async function addIncidents(
  site: PlainSite,
  month: MonthNumber,
  category: string,
  count: number,
): Promise<void> {
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     SELECT gen_random_uuid(), site.id, $1::date, $2, 1, 1 FROM site, generate_series(1, $3) WHERE reference = $4`,
    [firstDay(month), category, count, site.reference],
  );
  site.incidents.push(...Array.from({ length: count }, () => ({ month, category })));
}

/** By a file, as a landlord does; what is refused changes nothing. */
async function tell(
  reference: string,
  dwellings: number,
  place: number,
  from: MonthNumber | null,
): Promise<void> {
  const { commune, district } = places[place % places.length] ?? places[0];
  const file = join(folder, "sites.csv");
  await writeFile(
    file,
    `reference,name,commune,dwellings,qpv\n${reference},Nom,${commune},${dwellings},${district}\n`,
  );
  const known = sites.find((site) => site.reference === reference);
  // Nothing is told of months before a site's first.
  const month = Math.max(from ?? 0, known?.first ?? 0);
  const held = known?.facts.findLast((fact) => fact.from <= month);
  const isSame =
    held?.dwellings === dwellings && held.commune === commune && held.district === district;
  const isLate = known?.facts.some((fact) => fact.from > month) ?? false;
  const attempt = importSites(store, [file], from === null ? {} : { from });
  if (isLate && !isSame && known !== undefined) {
    await expect(attempt).rejects.toThrow("something is told from");
    return;
  }
  await attempt;
  const fact = { from: month, dwellings, commune, district };
  if (known === undefined) {
    sites.push({ reference, first: fact.from, facts: [fact], incidents: [] });
  } else if (!isSame) {
    if (held?.from === fact.from) known.facts.pop();
    known.facts.push(fact);
  }
}

interface Entry {
  readonly reference: string;
  readonly month: MonthNumber;
  readonly computed: Level | null;
  readonly held: Level | null;
}

/** Each site and month by itself, from what the test knows. */
function plain(): { entries: Entry[]; tallies: Map<string, string> } {
  const entries: Entry[] = [];
  const sums = new Map<string, { sites: number; dwellings: number }>();
  for (const site of sites) {
    const own = closed.filter((month) => month >= site.first);
    const incidents = site.incidents.map(({ month, category }) => ({
      month,
      family: familyOf(nomenclature1, category) ?? "",
      incidents: 1,
    }));
    let state: SiteState | null = null;
    for (const month of own) {
      const fact = site.facts.findLast(({ from }) => from <= month);
      if (fact === undefined) throw new Error("no fact");
      const history = { dwellings: fact.dwellings, incidents, closedMonths: own };
      const found = classify(history, grid1).find((entry) => entry.month === month);
      const computed = found?.computedLevel ?? null;
      if (computed !== null) state = nextState(state, month, computed, null);
      const held = computed === null ? null : (state?.heldLevel ?? null);
      entries.push({ reference: site.reference, month, computed, held });
      const key = `${month} ${fact.commune} ${fact.district} ${held ?? 0}`;
      const sum = sums.get(key) ?? { sites: 0, dwellings: 0 };
      sums.set(key, { sites: sum.sites + 1, dwellings: sum.dwellings + fact.dwellings });
    }
  }
  const tallies = new Map(
    [...sums].map(([key, sum]) => [key, `${sum.sites} ${sum.dwellings}`] as const),
  );
  return { entries, tallies };
}

async function stored(): Promise<{ entries: Entry[]; tallies: Map<string, string> }> {
  const entries = await store.query<Entry[]>(
    `SELECT reference, month, computed_level::integer AS computed, held_level::integer AS held
     FROM site JOIN closed_month ON month BETWEEN first_month AND last_month
     LEFT JOIN classification ON site_id = id AND month BETWEEN from_month AND to_month
       AND EXISTS (SELECT FROM level_tally AS t WHERE t.month = closed_month.month AND t.level > 0)`,
  );
  const tallies = await store.query<{ key: string; sum: string }[]>(
    `SELECT concat_ws(' ', month, commune, priority_district, level) AS key,
       concat_ws(' ', sites, dwellings) AS sum FROM level_tally`,
  );
  return { entries, tallies: new Map(tallies.map(({ key, sum }) => [key, sum])) };
}

function sorted({ entries, tallies }: { entries: Entry[]; tallies: Map<string, string> }) {
  const lines = entries.map((entry) => JSON.stringify(Object.values(entry)));
  return { entries: lines.sort(), tallies: [...tallies].sort() };
}

it("counts in each month what held of a site then, over random histories", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      await store.query(
        "TRUNCATE site, site_past, incident, closed_month, incident_count, classification, level_tally RESTART IDENTITY CASCADE",
      );
      sites = [];
      closed = [];
      await tell("S0", 70, 0, null);
      await tell("S1", 140, 1, null);
      for (const site of sites) {
        for (const month of [1, 4, 7, 8])
          await addIncidents(site, first + month, "DRUG_DEALING", 2);
        await addIncidents(site, first + 9, "NOISE", 6);
      }
      closed = [...monthsBetween(first, first + 9)];
      await closeMonths(store, closed, clock);
      for (const taken of steps) {
        const before = await stored();
        await take(taken);
        const after = await stored();
        expect(sorted(after)).toEqual(sorted(plain()));
        // What is told changes no closed month.
        if (taken.kind === "tell") expect(sorted(after)).toEqual(sorted(before));
      }
      const kept = sorted(await stored());
      await reclassify(store, rulesOf({ grid: 1 }));
      expect(sorted(await stored())).toEqual(kept);
    }),
    { numRuns: 20 },
  );
});
