import { recordDecision } from "@palier/landlord-store";
import {
  type ChangePageKey,
  changePageId,
  monthNumber,
  monthsBetween,
  monthText,
  type SitePlace,
  sitePageId,
} from "@palier/schema";
import fc from "fast-check";
import { type ExampleIncident, ExampleLandlord } from "../testing/example-landlord.js";

const closed = monthsBetween(monthNumber("2025-03"), monthNumber("2026-10"));
const references = Array.from({ length: 24 }, (_, index) => `R-${index + 1}`);
const [joined, ended, moved] = ["R-5", "R-8", "R-11"];

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
  // Each begins and ends at a month of its own: levels rise and fall all along.
  await landlord.addIncidents(
    references.flatMap((reference, index): ExampleIncident[] =>
      closed.slice(index % 9, (index % 9) + 4 + (index % 7)).flatMap((month): ExampleIncident[] => {
        const day = `${monthText(month)}-05`;
        return index % 2 === 0
          ? [[reference, day, "DRUG_DEALING"]]
          : [
              [reference, day, "NOISE"],
              [reference, day, "NOISE"],
            ];
      }),
    ),
  );
  await landlord.close(closed);
  await recordDecision(landlord.store, {
    ...{ siteReference: "R-2", level: 4, reason: "Guet", author: "Direction" },
    ...{ fromMonth: monthNumber("2026-08"), untilMonth: monthNumber("2026-09") },
  });
  const july = monthNumber("2026-07");
  const { store } = landlord;
  await store.query("UPDATE site SET first_month = $2, facts_from = $2 WHERE reference = $1", [
    ...[joined, july],
  ]);
  await store.query("UPDATE site SET last_month = $2 WHERE reference = $1", [ended, july]);
  await store.query(
    `INSERT INTO site_past (site_id, from_month, to_month, name, commune, priority_district, dwellings)
     SELECT id, 0, $2, name, '10002', NULL, 15 FROM site WHERE reference = $1`,
    [moved, july],
  );
  await store.query("UPDATE site SET facts_from = $2 + 1 WHERE reference = $1", [moved, july]);
});

afterAll(() => landlord.end());

interface Change {
  readonly id: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly heldBefore: number | null;
  readonly heldAfter: number | null;
  readonly computedAfter: number | null;
  readonly dwellings: number;
}

interface Page {
  readonly status: string;
  readonly tallies: readonly Readonly<Record<string, number | null>>[] | null;
  readonly listStatus: string;
  readonly sites: readonly Change[] | null;
  readonly matching: number | null;
}

const whole: ChangePageKey = {
  ...{ landlord: "lisiere", territory: "247", month: "2026-10", since: "2026-09" },
  ...{ first: 200, after: null },
};
const fields =
  "status tallies { before after sites dwellings decided } listStatus matching sites { id before after heldBefore heldAfter computedAfter dwellings }";

async function page(key: Partial<ChangePageKey>, of = landlord): Promise<Page> {
  return (await of.askOne("ChangePage", changePageId({ ...whole, ...key }), fields)) as Page;
}

async function levelsIn(territory: string, month: string): Promise<Map<string, SitePlace>> {
  const id = sitePageId({
    ...{ landlord: "lisiere", territory, month, levels: null, first: 200, after: null },
  });
  const answer = await landlord.askOne("SitePage", id, "sites { id level dwellings }");
  const { sites } = answer as { readonly sites: readonly SitePlace[] | null };
  return new Map((sites ?? []).map((site) => [site.id, site]));
}

/** What a plain comparison of the two lists of sites tells. */
async function difference(territory: string, since: string, month: string) {
  const [earlier, later] = [await levelsIn(territory, since), await levelsIn(territory, month)];
  const ids = [...new Set([...earlier.keys(), ...later.keys()])];
  return ids.flatMap((id) => {
    const [before, after] = [earlier.get(id), later.get(id)];
    const levels = { before: before?.level ?? null, after: after?.level ?? null };
    const dwellings = (after ?? before)?.dwellings;
    return levels.before === levels.after ? [] : [{ id, ...levels, dwellings }];
  });
}

const byId = (one: { readonly id: string }, other: { readonly id: string }) =>
  one.id < other.id ? -1 : 1;
const months = monthsBetween(monthNumber("2025-10"), monthNumber("2026-10")).map(monthText);

it("tells what a plain comparison of both months' lists tells, for any two months and territory", async () => {
  const kinds = new Set<string>();
  for (const territory of ["247", "10002", "QP-1"]) {
    for (const [index, since] of months.entries()) {
      for (const month of months.slice(index + 1)) {
        const expected = await difference(territory, since, month);
        const { sites, tallies, matching } = await page({ territory, since, month });
        const told =
          sites?.map(({ heldBefore, heldAfter, computedAfter, ...change }) => change) ?? [];
        expect(told.toSorted(byId)).toEqual(expected.toSorted(byId));
        expect(matching).toBe(expected.length);
        const sum = (of: string) =>
          tallies?.reduce((total, tally) => total + (tally[of] ?? 0), 0) ?? -1;
        expect([sum("sites"), sum("dwellings")]).toEqual([
          expected.length,
          expected.reduce((total, { dwellings }) => total + (dwellings ?? 0), 0),
        ]);
        for (const { before, after } of expected) {
          kinds.add(before === null || after === null ? "there" : `${Math.sign(after - before)}`);
        }
      }
    }
  }
  expect([...kinds].sort()).toEqual(["-1", "1", "there"]);
});

it("gives pages that make up the whole list", async () => {
  const keys = fc.record({
    first: fc.integer({ min: 1, max: 8 }),
    since: fc.constantFrom("2025-12", "2026-01", "2026-06"),
    territory: fc.constantFrom("247", "10002", "QP-1"),
  });
  await fc.assert(
    fc.asyncProperty(keys, async (key) => {
      const all = await page({ ...key, first: 200 });
      const gathered: Change[] = [];
      let after: SitePlace | null = null;
      do {
        const part: Page = await page({ ...key, after });
        const shown = part.sites?.slice(0, key.first) ?? [];
        gathered.push(...shown);
        const last = shown.at(-1);
        const hasMore = (part.sites?.length ?? 0) > key.first && last !== undefined;
        after = hasMore ? { level: Math.max(last.before ?? 0, last.after ?? 0), ...last } : null;
      } while (after !== null);
      expect(gathered).toEqual(all.sites);
    }),
    { numRuns: 30 },
  );
});

it("says which levels rest on a decision", async () => {
  const { sites, tallies } = await page({ since: "2026-07", month: "2026-08" });
  const decided = sites?.find(({ id }) => id === "lisiere:R-2");
  expect([decided?.after, decided?.heldAfter === decided?.after]).toEqual([4, false]);
  expect(tallies?.filter(({ decided: some }) => some !== 0)).toMatchObject([
    { after: 4, sites: 1, decided: 1 },
  ]);
});

it.each([
  ["MONTH_NOT_CLOSED", { since: "2025-02" }],
  ["MONTH_NOT_CLOSED", { month: "2026-11" }],
  ["UNKNOWN", { month: "2026-12" }],
  ["UNKNOWN", { since: "1999-01" }],
  ["UNKNOWN", { territory: "99999" }],
])("answers %s for %j", async (status, key) => {
  expect(await page(key)).toEqual({
    ...{ status, listStatus: status, tallies: null, sites: null, matching: null },
  });
});

it.each([
  "lisiere:247:2026-10:2026-10:50:",
  "lisiere:247:2026-09:2026-10:50:",
  "lisiere:247:2026-10:34:50:",
  "val-de-brie:247:2026-10:2026-09:50:",
])("has no page %j", async (id) => {
  expect(await landlord.askOne("ChangePage", id, "id")).toBeNull();
});

it("says below which held level the computed one of the later month is, after a rise in a month between", async () => {
  const { store } = landlord;
  const computed = new Map(
    (
      await store.query<{ id: string; computed: number }[]>(
        `SELECT 'lisiere:' || reference AS id, computed_level AS computed
         FROM classification JOIN site ON site.id = site_id
         WHERE $1 BETWEEN from_month AND to_month AND computed_level IS NOT NULL`,
        [monthNumber(whole.month)],
      )
    ).map((row) => [row.id, row.computed]),
  );
  const told = await Promise.all(months.slice(0, -1).map((since) => page({ since })));
  const there = told
    .flatMap(({ sites }) => sites ?? [])
    .filter(({ after }) => after !== null && after > 0);
  expect(there.map(({ computedAfter }) => computedAfter)).toEqual(
    there.map(({ id }) => computed.get(id)),
  );
  const heldSince = there.filter(
    ({ before, heldBefore, heldAfter, computedAfter }) =>
      before !== null && (heldBefore ?? 4) < (heldAfter ?? 0) && computedAfter !== heldAfter,
  );
  expect(heldSince).not.toEqual([]);
});
