import { firstDay, type Level, type MonthNumber, monthsBetween } from "@palier/schema";
import * as fc from "fast-check";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { recordDecision } from "../decision/record-decision.js";
import { withdrawDecision } from "../decision/withdraw-decision.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { SiteRow } from "../site/site.entity.js";
import { type LevelSum, LevelTallyRepository } from "../territory/level-tally.repository.js";
import { FormerLevelRepository, FormerTallyRepository } from "./former-levels.repository.js";
import type { RestatedLevels, RestatingOptions } from "./restate.js";

const first = 24_000;
const last = first + 19;
const clock = () => new Date("2026-10-15T12:00:00Z");
const months = monthsBetween(first, last);
const sites = [1, 2, 3];
const parts = [
  { communes: ["77288"] },
  { communes: ["77285"] },
  { communes: ["77285", "77288"] },
  { priorityDistrict: "QP1" },
];

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
});
afterAll(() => store.destroy());

async function begin(): Promise<void> {
  await store.query(`TRUNCATE site, incident, closed_month, incident_count, classification, level_tally,
    decision, restatement RESTART IDENTITY CASCADE`);
  await store.getRepository(SiteRow).insert([
    { id: 1, reference: "S1", name: "Un", commune: "77288", dwellings: 40 },
    {
      id: 2,
      reference: "S2",
      name: "Deux",
      commune: "77288",
      priorityDistrict: "QP1",
      dwellings: 70,
    },
    {
      id: 3,
      reference: "S3",
      name: "Trois",
      commune: "77285",
      priorityDistrict: "QP1",
      dwellings: 9,
    },
  ]);
}

async function addIncidents(site: number, month: MonthNumber, category: string, count: number) {
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     SELECT gen_random_uuid(), $1, $2::date, $3, 1, 1 FROM generate_series(1, $4)`,
    [site, firstDay(month), category, count],
  );
}

/** What the graph shows: of each site and month that is closed its level, of each part its tallies. */
interface Shown {
  readonly levels: ReadonlyMap<string, number>;
  readonly tallies: ReadonlyMap<string, readonly LevelSum[]>;
}

async function shown(): Promise<Shown> {
  const rows = await store.query<{ site: number; month: number; level: number }[]>(
    `SELECT site.id AS site, month, coalesce(level, 0)::integer AS level FROM site CROSS JOIN closed_month
     LEFT JOIN classification ON site_id = site.id AND month BETWEEN from_month AND to_month
       AND (SELECT count(*) FROM closed_month AS c WHERE c.month BETWEEN closed_month.month - 11 AND closed_month.month) >= 10`,
  );
  const scopes = parts.flatMap((part) => months.map((month) => ({ part, month })));
  const tallies = await new LevelTallyRepository(store.manager).findTallies(scopes);
  return {
    levels: new Map(rows.map(({ site, month, level }) => [`${site} ${month}`, level])),
    tallies: new Map(
      scopes.flatMap(({ part, month }, index) => {
        const found = tallies[index] ?? null;
        return found === null ? [] : [[`${JSON.stringify(part)} ${month}`, found] as const];
      }),
    ),
  };
}

/** What was shown of each key until an act, the latest act first. */
type History<Value> = Map<string, { act: number; value: Value; isOpen: boolean }[]>;

/** Notes, of one act, what was shown and is not any more, or otherwise. */
function note<Value>(
  history: History<Value>,
  act: number,
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): void {
  const same = (one: Value | undefined, other: Value | undefined) =>
    JSON.stringify(one) === JSON.stringify(other);
  for (const [key, value] of before) {
    if (same(value, after.get(key))) continue;
    const known = history.get(key) ?? [];
    history.set(key, [{ act, value, isOpen: !after.has(key) }, ...known]);
  }
  for (const [key, value] of after) {
    const [latest, ...rest] = history.get(key) ?? [];
    if (before.has(key) || latest?.isOpen !== true) continue;
    if (same(latest.value, value)) history.set(key, rest);
    else latest.isOpen = false;
  }
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("incidents" as const),
      site: fc.constantFrom(...sites),
      month: fc.constantFrom(...months),
      category: fc.constantFrom("NOISE", "DRUG_DEALING", "ASSAULT"),
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("reopen" as const), back: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("close" as const), ahead: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      site: fc.constantFrom(...sites),
      level: fc.constantFrom<Level>(1, 2, 3, 4),
      back: fc.nat(5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), id: fc.nat(3) }) },
);

type Step = typeof step extends fc.Arbitrary<infer Taken> ? Taken : never;

async function take(taken: Step): Promise<void> {
  const closed = (
    await store.query<{ month: number }[]>("SELECT month FROM closed_month ORDER BY month")
  ).map(({ month }) => month);
  const open = months.filter((month) => !closed.includes(month));
  switch (taken.kind) {
    case "incidents":
      if (open.includes(taken.month))
        await addIncidents(taken.site, taken.month, taken.category, taken.count);
      return;
    case "reopen": {
      const month = closed.at(-1 - taken.back);
      if (month !== undefined)
        await reopenMonths(store, [month], clock, undefined, { reason: "CORRECTION" });
      return;
    }
    case "close": {
      const month = open[taken.ahead];
      if (month !== undefined) await closeMonths(store, [month], clock);
      return;
    }
    case "decide": {
      const fromMonth = Math.max(first, (closed.at(-1) ?? first) - taken.back);
      const words = { reason: "Guet", author: "Direction", fromMonth, untilMonth: fromMonth + 3 };
      const siteReference = `S${taken.site}`;
      await recordDecision(store, { siteReference, level: taken.level, ...words }, clock);
      return;
    }
    case "withdraw": {
      const [row] = await store.query<{ id: number }[]>(
        "SELECT id FROM decision WHERE withdrawn_at IS NULL ORDER BY id OFFSET $1 LIMIT 1",
        [taken.id],
      );
      if (row !== undefined)
        await withdrawDecision(store, { id: row.id, reason: "Erreur", author: "Direction" }, clock);
    }
  }
}

async function former() {
  const keys = sites.map((siteId) => ({ siteId, from: first, to: last }));
  const levels = await new FormerLevelRepository(store.manager).findBySites(keys);
  const scopes = parts.flatMap((part) => months.map((month) => ({ part, month })));
  const tallies = await new FormerTallyRepository(store.manager).findTallies(scopes);
  const bySite = levels.flatMap((found, index) =>
    found.map(({ month, level }) => [`${sites[index]} ${month}`, level] as const),
  );
  return {
    levels: grouped(bySite),
    tallies: grouped(
      tallies.flatMap((found, index) =>
        found.map((each) => {
          const { part, month } = scopes[index] as (typeof scopes)[number];
          return [`${JSON.stringify(part)} ${month}`, each.tallies] as const;
        }),
      ),
    ),
  };
}

function grouped<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value[]> {
  const groups: Record<string, Value[]> = {};
  for (const [key, value] of entries) groups[key] = [...(groups[key] ?? []), value];
  return groups;
}

function valuesOf<Value>(history: History<Value>): Record<string, Value[]> {
  const kept = [...history].filter(([, entries]) => entries.length > 0);
  return Object.fromEntries(kept.map(([key, entries]) => [key, entries.map(({ value }) => value)]));
}

it("keeps what was shown before each act, over random histories, and nothing that was shown again as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
      await begin();
      for (const site of sites) {
        for (const month of [2, 5, 7, 9])
          await addIncidents(site, first + month, "DRUG_DEALING", site);
      }
      await closeMonths(store, monthsBetween(first, first + 12), clock);
      const levels: History<number> = new Map();
      const tallies: History<readonly LevelSum[]> = new Map();
      for (const [act, taken] of steps.entries()) {
        const before = await shown();
        await take(taken);
        const after = await shown();
        note(levels, act, before.levels, after.levels);
        note(tallies, act, before.tallies, after.tallies);
        expect(await former()).toEqual({ levels: valuesOf(levels), tallies: valuesOf(tallies) });
      }
    }),
    { numRuns: 15 },
  );
});

it("says when and why, the author to nobody but the landlord, and shows what would change to who has to agree", async () => {
  await begin();
  await closeMonths(store, monthsBetween(first, first + 11), clock);
  const words = { reason: "Guet", author: "Direction", fromMonth: first + 10 };
  const decision = { siteReference: "S1", level: 3, ...words, untilMonth: first + 12 } as const;
  const unread = new Error("unread");
  const seen: unknown[] = [];
  const review = (restated: unknown) => {
    seen.push(restated);
    throw unread;
  };
  const attempt = recordDecision(store, decision, clock, undefined, { review });
  await expect(attempt).rejects.toBe(unread);
  expect(seen).toMatchObject([
    {
      changed: 2,
      rises: 2,
      falls: 0,
      reopened: [],
      changes: [first + 11, first + 10].map((month) => ({
        site: "S1",
        month,
        before: 1,
        after: 3,
      })),
    },
  ]);
  expect((await former()).levels).toEqual({});
  const { digest: expectedDigest } = seen[0] as { digest: string };
  const other = recordDecision(store, { ...decision, level: 2 }, clock, undefined, {
    expectedDigest,
  });
  await expect(other).rejects.toThrow("The record has changed since");
  expect(await store.query("SELECT FROM decision")).toEqual([]);
  await recordDecision(store, decision, clock, undefined, { expectedDigest });
  const [found] = await new FormerLevelRepository(store.manager).findBySites([
    { siteId: 1, from: first, to: last },
  ]);
  const today = /^\d{4}-\d\d-\d\d$/;
  const entry = { level: 1, reason: "DECISION", restatedOn: expect.stringMatching(today) };
  expect(found).toMatchObject([
    { month: first + 11, ...entry },
    { month: first + 10, ...entry },
  ]);
  expect(await store.query("SELECT author FROM restatement")).toEqual([{ author: "Direction" }]);
});

it("shows totals that change though no level does, and agrees to no others", async () => {
  await begin();
  await closeMonths(store, months, clock);
  await reopenMonths(store, [last], clock, undefined, { reason: "CORRECTION" });
  await store.query("UPDATE site SET dwellings = 60 WHERE reference = 'S1'");
  const unread = new Error("unread");
  const seen: RestatedLevels[] = [];
  const review = (restated: RestatedLevels) => {
    seen.push(restated);
    throw unread;
  };
  const closing = (options: RestatingOptions) =>
    closeMonths(store, [last], clock, undefined, undefined, options);
  await expect(closing({ review })).rejects.toBe(unread);
  const total = { month: last, commune: "77288", priorityDistrict: "", level: 1 };
  expect(seen).toMatchObject([
    {
      changed: 0,
      totalsChanged: 1,
      totals: [
        { ...total, sitesBefore: 1, sitesAfter: 1, dwellingsBefore: 40, dwellingsAfter: 60 },
      ],
    },
  ]);
  const expectedDigest = seen[0]?.digest ?? "";
  await store.query("UPDATE site SET dwellings = 61 WHERE reference = 'S1'");
  await expect(closing({ expectedDigest })).rejects.toThrow("The record has changed since");
  await store.query("UPDATE site SET dwellings = 60 WHERE reference = 'S1'");
  expect((await closing({ expectedDigest })).restated).toMatchObject({ totalsChanged: 1 });
});
