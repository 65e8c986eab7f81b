import {
  type Category,
  classify,
  type Decision,
  familyOf,
  firstDay,
  generateSigningKey,
  grid1,
  type Level,
  type MonthClassification,
  type MonthNumber,
  monthOfDay,
  monthsBetween,
  nomenclature1,
  rulesOf,
  signConvention,
} from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import * as fc from "fast-check";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { DecisionRow } from "../decision/decision.entity.js";
import { recordDecision } from "../decision/record-decision.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { recordSignature } from "../signature/record-signature.js";
import { SiteRow } from "../site/site.entity.js";
import { withStoreLock } from "../sql/store-lock.js";
import { ClassificationRow } from "./classification.entity.js";
import { LevelTallyRow } from "./level-tally.entity.js";
import { reclassify, reclassifySites } from "./reclassify.js";

const rules = rulesOf({ grid: 1 });
const first = 24_000;
const last = first + 23;
const clock = () => new Date("2026-10-15T12:00:00Z");
const places = [
  { commune: "77288", priorityDistrict: null },
  { commune: "77288", priorityDistrict: "QP1" },
  { commune: "77285", priorityDistrict: "QP1" },
];

let store: DataSource;

beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
});

afterAll(() => store.destroy());

/** One thing that happens to the store. Sites are named by any number. */
type Step =
  | { kind: "incidents"; site: number; month: MonthNumber; category: string; count: number }
  | { kind: "close"; months: MonthNumber[] }
  /** The month after the last closed one. */
  | { kind: "closeNext" }
  | { kind: "reopen"; month: MonthNumber }
  | { kind: "decide"; site: number; level: Level; month: MonthNumber; length: number }
  | { kind: "resize"; site: number; dwellings: number; place: number }
  | { kind: "build"; dwellings: number; place: number };

const month = fc.integer({ min: first, max: last });
const site = fc.nat(20);
const dwellings = fc.integer({ min: 1, max: 300 });
const place = fc.nat(places.length - 1);
const category = fc.constantFrom(
  ...[...nomenclature1.categories.values()].map(({ code }: Category) => code),
  ...Array.from({ length: 20 }, () => "DRUG_DEALING"),
  ...Array.from({ length: 20 }, () => "NOISE"),
);
function incidentsIn(months: fc.Arbitrary<MonthNumber>) {
  const count = fc.integer({ min: 1, max: 6 });
  return fc.record({
    kind: fc.constant("incidents" as const),
    site,
    month: months,
    category,
    count,
  });
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: incidentsIn(month) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("closeNext" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("close" as const),
      months: fc.array(month, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const), month }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      site,
      level: fc.constantFrom<Level>(1, 2, 3, 4),
      month,
      length: fc.nat(5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("resize" as const), site, dwellings, place }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("build" as const), dwellings, place }) },
);
/** Mostly early, so that levels rise, and fall step by step while later months are closed. */
const background = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: incidentsIn(fc.integer({ min: first, max: first + 3 })) },
    { weight: 1, arbitrary: incidentsIn(month) },
  ),
  { minLength: 25, maxLength: 60 },
);

async function siteIds(): Promise<number[]> {
  const rows = await store.getRepository(SiteRow).find({ order: { id: "ASC" } });
  return rows.map(({ id }) => id);
}

async function isClosed(at: MonthNumber): Promise<boolean> {
  const rows = await store.query("SELECT FROM closed_month WHERE month = $1", [at]);
  return rows.length > 0;
}

async function take(taken: Step): Promise<void> {
  const ids = await siteIds();
  const idOf = (number: number) => ids[number % ids.length] as number;
  switch (taken.kind) {
    case "incidents":
      if (await isClosed(taken.month)) return;
      await store.query(
        `INSERT INTO incident (id, site_id, day, category, file_id, line)
         SELECT gen_random_uuid(), $1, $2::date + rank, $3, 1, rank FROM generate_series(1, $4) AS rank`,
        [idOf(taken.site), firstDay(taken.month), taken.category, taken.count],
      );
      return;
    case "close":
      await closeMonths(store, taken.months, clock);
      return;
    case "closeNext":
      await closeMonths(store, [((await closed()).at(-1) ?? first) + 1], clock);
      return;
    case "reopen":
      if (await isClosed(taken.month)) await reopenMonths(store, [taken.month]);
      return;
    case "decide":
      await recordDecision(store, {
        siteReference: `S${idOf(taken.site)}`,
        level: taken.level,
        reason: "Known to the caretaker",
        author: "Head of security",
        fromMonth: taken.month,
        untilMonth: taken.month + taken.length,
      });
      return;
    case "resize":
      await changeSite(idOf(taken.site), taken.dwellings, taken.place);
      return;
    case "build":
      await changeSite(ids.length + 1, taken.dwellings, taken.place);
  }
}

async function changeSite(id: number, size: number, where: number): Promise<void> {
  await withStoreLock(store, async (tx) => {
    const row = { id, reference: `S${id}`, name: `S${id}`, ...places[where], dwellings: size };
    await tx.upsert(SiteRow, row, ["id"]);
    await reclassifySites(tx, [id], rules);
  });
}

type Stored = Pick<
  MonthClassification,
  "month" | "status" | "computedLevel" | "heldLevel" | "level" | "since"
> & {
  readonly siteId: number;
  readonly decisionId: number | null;
};

/** What the pure function says of every site, from the incidents, dwellings and decisions stored. */
async function expected(): Promise<Stored[]> {
  const closedMonths = await closed();
  const incidents = await store.query<{ site_id: number; day: string; category: string }[]>(
    "SELECT site_id, day::text, category FROM incident",
  );
  const decisions = await store.getRepository(DecisionRow).find({ order: { id: "ASC" } });
  const sites = await store.getRepository(SiteRow).find({ order: { id: "ASC" } });
  return sites.flatMap(({ id, dwellings: size }) =>
    classify<Decision & { id: number }>(
      {
        dwellings: size,
        closedMonths,
        incidents: incidents
          .filter(({ site_id }) => site_id === id)
          .map((row) => ({
            month: monthOfDay(row.day),
            family: familyOf(nomenclature1, row.category) ?? "",
            incidents: 1,
          })),
        decisions: decisions
          .filter(({ siteId }) => siteId === id)
          .map(({ level, ...decision }) => ({ ...decision, level: level as Level })),
      },
      grid1,
    ).map(({ month: at, status, computedLevel, heldLevel, level, since, decision }) => {
      return {
        siteId: id,
        month: at,
        status,
        computedLevel,
        heldLevel,
        level,
        since,
        decisionId: decision?.id ?? null,
      };
    }),
  );
}

async function closed(): Promise<MonthNumber[]> {
  const rows = await store.query<{ month: number }[]>(
    "SELECT month FROM closed_month ORDER BY month",
  );
  return rows.map((row) => row.month);
}

async function stored(entries: readonly Stored[]): Promise<Stored[]> {
  const runs = await store.getRepository(ClassificationRow).find();
  return entries.map(({ siteId, month: at, status }) => {
    const run = runs.find((r) => r.siteId === siteId && r.fromMonth <= at && at <= r.toMonth);
    const shown = status === "CLASSIFIED" ? run : undefined;
    return {
      siteId,
      month: at,
      status,
      computedLevel: (shown?.computedLevel ?? null) as Level | null,
      heldLevel: (shown?.heldLevel ?? null) as Level | null,
      level: (shown?.level ?? null) as Level | null,
      since: shown?.since ?? null,
      decisionId: shown?.decisionId ?? null,
    };
  });
}

/** Tallies counted one site and month at a time. */
async function tallied(entries: readonly Stored[]): Promise<LevelTallyRow[]> {
  const sites = await store.getRepository(SiteRow).find();
  const tallies = new Map<string, LevelTallyRow>();
  for (const { siteId, month: at, level } of entries) {
    const counted = sites.find(({ id }) => id === siteId) as SiteRow;
    const { commune, priorityDistrict } = counted;
    const key = { month: at, commune, priorityDistrict: priorityDistrict ?? "", level: level ?? 0 };
    const tally = tallies.get(JSON.stringify(key)) ?? { ...key, sites: 0, dwellings: 0 };
    tally.sites += 1;
    tally.dwellings += counted.dwellings;
    tallies.set(JSON.stringify(key), tally);
  }
  return [...tallies.values()].sort(byKey);
}

function byKey(a: LevelTallyRow, b: LevelTallyRow): number {
  const key = (t: LevelTallyRow) => `${t.month} ${t.commune} ${t.priorityDistrict} ${t.level}`;
  return key(a) < key(b) ? -1 : 1;
}

async function rows() {
  const classification = await store
    .getRepository(ClassificationRow)
    .find({ order: { siteId: "ASC", fromMonth: "ASC" } });
  const tallies = await store.getRepository(LevelTallyRow).find();
  return { classification, tallies: tallies.map((tally) => ({ ...tally })).sort(byKey) };
}

async function begin(): Promise<void> {
  await store.query(
    "TRUNCATE site, incident, closed_month, incident_count, classification, level_tally, decision RESTART IDENTITY CASCADE",
  );
  for (const id of [1, 2, 3]) await changeSite(id, id * 70, id % places.length);
}

it("keeps what classifying from nothing gives, over random histories", async () => {
  await fc.assert(
    fc.asyncProperty(background, fc.array(step, { maxLength: 14 }), async (before, steps) => {
      await begin();
      for (const taken of before) await take(taken);
      await closeMonths(store, monthsBetween(first, first + 11), clock);
      for (const taken of steps) {
        await take(taken);
        const entries = await expected();
        expect(await stored(entries)).toEqual(entries);
        expect((await rows()).tallies).toEqual(await tallied(entries));
      }
      const kept = await rows();
      await reclassify(store, rules);
      expect(await rows()).toEqual(kept);
    }),
    { numRuns: 25 },
  );
});

it("names everything that is wrong with a decision, and records nothing", async () => {
  await begin();
  const decision = {
    siteReference: "S9",
    level: 3,
    reason: " ",
    author: "",
    fromMonth: first,
    untilMonth: first + 6,
  } as const;
  await expect(recordDecision(store, decision)).rejects.toThrow(
    'The decision is not recorded: there is no site "S9"; a decision covers 6 months at most; from 2000-01 it may last until 2000-06; a decision needs a reason; a decision needs an author.',
  );
  const long = { ...decision, siteReference: "S1", untilMonth: first, author: "DPO" };
  await expect(recordDecision(store, { ...long, reason: "r".repeat(10_001) })).rejects.toThrow(
    "The decision is not recorded: the reason must have at most 10000 characters; this has 10001.",
  );
  expect(await store.getRepository(DecisionRow).count()).toBe(0);
});

it("counts a category that the signed convention added in its family", async () => {
  await begin();
  for (const at of [first, first + 1, first + 2]) {
    await take({ kind: "incidents", site: 0, month: at, category: "SCOOTER_DEALING", count: 1 });
  }
  const label = { fr: "Vente en scooter", en: "Dealing by scooter" };
  const added = { code: "SCOOTER_DEALING", family: "TRAFFICKING", label };
  const key = await generateSigningKey();
  const validity = { from: "2000-01-01", until: "2040-12-31" };
  const convention = { ...exampleConvention, validity, categories: [added] };
  const signature = await signConvention(convention, "lisiere", key);
  await recordSignature(store, convention, signature, key.x);
  await closeMonths(store, monthsBetween(first, first + 11), clock);
  const [run] = (await rows()).classification;
  expect(run).toMatchObject({ siteId: 1, level: 3, since: first + 9 });
});
