import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  beginSite,
  closeMonths,
  endSite,
  mergeSites,
  reclassify,
  reopenMonths,
  undoMerger,
} from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
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
import * as fc from "fast-check";
import type { DataSource } from "typeorm";
import { importSites, splitSite } from "./import-sites.js";

const first = 24_000;
const clock = () => new Date("2026-10-15T12:00:00Z");

/** What the test knows of a site, without the store. */
interface PlainSite {
  readonly reference: string;
  first: MonthNumber;
  last: MonthNumber;
  /** What it was made of besides itself, and from when on. */
  readonly joined: Joined[];
  /** Oldest first; each holds until the next. */
  readonly facts: { from: MonthNumber; dwellings: number; commune: string; district: string }[];
  readonly incidents: { month: MonthNumber; category: string }[];
  /** What it was made of by a split. */
  readonly whole?: PlainSite;
}

interface Joined {
  readonly from: MonthNumber;
  readonly sites: PlainSite[];
  /** Their last months before. */
  readonly lasts: MonthNumber[];
  /** Dwellings of the site that goes on, before. */
  readonly dwellings: number;
}

let store: DataSource;
let folder: string;
let sites: PlainSite[];
let closed: MonthNumber[];

beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
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
  | { kind: "tell"; site: number; dwellings: number; place: number; later: number }
  | { kind: "end"; site: number; later: number }
  | { kind: "merge"; sites: number[]; into: number; later: number }
  | { kind: "split"; site: number; later: number }
  | { kind: "begin"; site: number; later: number }
  | { kind: "unmerge"; site: number };

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
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("end" as const), site: fc.nat(9), later: fc.nat(2) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("merge" as const),
      sites: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
      into: fc.nat(9),
      later: fc.nat(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("split" as const),
      site: fc.nat(9),
      later: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("begin" as const),
      site: fc.nat(9),
      later: fc.integer({ min: -12, max: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("unmerge" as const), site: fc.nat(9) }),
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
    case "end":
      await end(siteAt(taken.site), nextOpen() + taken.later - 1);
      return;
    case "merge":
      await merge(taken.sites.map(siteAt), siteAt(taken.into), nextOpen() + taken.later);
      return;
    case "split":
      await split(siteAt(taken.site), nextOpen() + taken.later);
      return;
    case "begin":
      await beginIn(siteAt(taken.site), nextOpen() + taken.later);
      return;
    case "unmerge":
      await unmerge(siteAt(taken.site));
      return;
    case "incidents": {
      const site = siteAt(taken.site);
      const month = nextOpen() + taken.ago;
      if (month < site.first || month > site.last) return;
      await addIncidents(site, month, taken.category, taken.count);
    }
  }
}

function siteAt(number: number): PlainSite {
  return sites[number % sites.length] as PlainSite;
}

/** Whether a site can end then, as far as the test knows it. */
function canEnd(site: PlainSite, last: MonthNumber): boolean {
  const isPart = sites.some(({ joined }) => joined.some((joining) => joining.sites.includes(site)));
  const lastFact = site.facts.at(-1)?.from ?? 0;
  const isAfterwards = site.incidents.some(({ month }) => month > last);
  const isSplit = sites.some(({ whole }) => whole === site);
  return site.last >= nextOpen() - 1 && last >= lastFact && !isPart && !isSplit && !isAfterwards;
}

async function end(site: PlainSite, last: MonthNumber): Promise<void> {
  const attempt = endSite(store, site.reference, last);
  if (last !== site.last && !canEnd(site, last)) {
    await expect(attempt).rejects.toThrow(/site|Site|closed/);
    return;
  }
  await attempt;
  site.last = last;
}

async function merge(others: PlainSite[], into: PlainSite, from: MonthNumber): Promise<void> {
  const references = others.map(({ reference }) => reference);
  const attempt = mergeSites(store, { references, into: into.reference, from });
  const distinct = [...new Set(others)];
  const isThere = [into, ...distinct].every(
    ({ first: begun, last, facts }) =>
      begun < from && last >= from && (facts.at(-1)?.from ?? 0) <= from,
  );
  const canAllEnd = distinct.every((other) => canEnd(other, from - 1));
  if (!isThere || !canAllEnd || distinct.includes(into)) {
    await expect(attempt).rejects.toThrow(/site|Site/);
    return;
  }
  await attempt;
  const lasts = distinct.map(({ last }) => last);
  const fact = into.facts.at(-1) as PlainSite["facts"][number];
  const dwellings = distinct.reduce(
    (sum, { facts }) => sum + (facts.at(-1)?.dwellings ?? 0),
    fact.dwellings,
  );
  if (fact.from === from) into.facts.pop();
  into.facts.push({ ...fact, from, dwellings });
  for (const other of distinct) other.last = from - 1;
  into.joined.push({ from, sites: distinct, lasts, dwellings: fact.dwellings });
}

async function unmerge(site: PlainSite): Promise<void> {
  const attempt = undoMerger(store, site.reference);
  const last = site.joined.at(-1);
  const isPart = sites.some(({ joined }) => joined.some((joining) => joining.sites.includes(site)));
  if (last === undefined || last.from < nextOpen() || isPart) {
    await expect(attempt).rejects.toThrow(/Nothing was merged|closed|was merged into/);
    return;
  }
  await attempt;
  site.joined.pop();
  last.sites.forEach((part, index) => {
    part.last = last.lasts[index] as MonthNumber;
  });
  const fact = site.facts.find(({ from }) => from === last.from);
  if (fact !== undefined) fact.dwellings = last.dwellings;
}

async function beginIn(site: PlainSite, month: MonthNumber): Promise<void> {
  const attempt = beginSite(store, site.reference, month, {}, clock);
  const joinings = sites.flatMap((one) =>
    one.joined.filter((joining) => one === site || joining.sites.includes(site)),
  );
  const isLate =
    month > (site.facts[1]?.from ?? site.last + 1) - 1 ||
    joinings.some(({ from }) => month >= from) ||
    site.incidents.some((incident) => incident.month < month);
  // It would be counted beside what it was made of.
  const isBeside = site.whole !== undefined && month < site.first && month <= site.whole.last;
  if (isLate || isBeside) {
    await expect(attempt).rejects.toThrow(
      /give a first month (up to|from)|it begins before|before/,
    );
    return;
  }
  await attempt;
  site.first = month;
  const [fact] = site.facts;
  if (fact !== undefined) fact.from = month;
}

async function split(site: PlainSite, from: MonthNumber): Promise<void> {
  const parts = [`${site.reference}A`, `${site.reference}B`];
  const file = join(folder, "parts.csv");
  const lines = parts.map((part) => `${part},Nom,77288,40,\n`);
  await writeFile(file, `reference,name,commune,dwellings,qpv\n${lines.join("")}`);
  const attempt = splitSite(store, site.reference, file, { from });
  const isDone = sites.some(({ reference }) => reference === parts[0]);
  if (isDone || !canEnd(site, from - 1)) {
    await expect(attempt).rejects.toThrow(/site|Site/);
    return;
  }
  await attempt;
  site.last = from - 1;
  for (const reference of parts) {
    const fact = { from, dwellings: 40, commune: "77288", district: "" };
    sites.push({ reference, ...begunIn(from), facts: [fact], whole: site });
  }
}

function begunIn(month: MonthNumber) {
  return { first: month, last: 1_000_000, joined: [], incidents: [] };
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
  const isLate =
    known !== undefined && (known.last < month || known.facts.some((fact) => fact.from > month));
  const attempt = importSites(store, [file], from === null ? {} : { from });
  const isOfBefore =
    known?.joined.at(-1)?.dwellings === dwellings && known.facts.at(-1)?.dwellings !== dwellings;
  if (isOfBefore && !isSame && !isLate) {
    await expect(attempt).rejects.toThrow("of before");
    return;
  }
  if (isLate && !isSame) {
    await expect(attempt).rejects.toThrow(/something is told from|ended with/);
    return;
  }
  await attempt;
  const fact = { from: month, dwellings, commune, district };
  if (known === undefined) {
    sites.push({ reference, ...begunIn(month), facts: [fact] });
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

/** All of a site's window as of a month: itself, and what it was made of, down to the first. */
function windowOf(site: PlainSite, month: MonthNumber): PlainSite[] {
  const parts = site.joined.filter(({ from }) => from <= month).flatMap((joining) => joining.sites);
  return [site, ...parts.flatMap((part) => windowOf(part, part.last))];
}

/** The state of a site after a month, told from nothing. */
function stateAfter(site: PlainSite, month: MonthNumber): SiteState | null {
  let state: SiteState | null = null;
  let told = 0;
  for (const at of [...closed, month + 1].filter((one) => one <= month + 1)) {
    for (const { from, sites: parts } of site.joined) {
      if (from <= told || from > Math.min(at, month)) continue;
      const before = classified().findLast((one) => one < from) ?? 0;
      state = highest([state, ...parts.map((part) => stateAfter(part, before))]);
    }
    told = at;
    const computed = at <= month ? computedIn(site, at) : null;
    if (computed !== null) state = nextState(state, at, computed, null);
  }
  return state;
}

function highest(states: (SiteState | null)[]): SiteState | null {
  const known = states.filter((state) => state !== null);
  const most = (levels: number[]) => Math.max(...levels) as Level;
  if (known.length === 0) return null;
  const earlier = known.flatMap((state) => state.earlierComputedLevel ?? []);
  return {
    computedLevel: most(known.map((state) => state.computedLevel)),
    earlierComputedLevel: earlier.length === 0 ? null : most(earlier),
    heldLevel: most(known.map((state) => state.heldLevel)),
    level: most(known.map((state) => state.level)),
    since: 0,
  };
}

function classified(): MonthNumber[] {
  return closed.filter((month) => closed.filter((at) => at > month - 12 && at <= month).length > 9);
}

function factIn({ facts }: PlainSite, month: MonthNumber) {
  return facts.findLast(({ from }) => from <= month) as PlainSite["facts"][number];
}

function computedIn(site: PlainSite, month: MonthNumber): Level | null {
  if (month < site.first || month > site.last) return null;
  const window = windowOf(site, month);
  const first = Math.min(...window.map((one) => one.first));
  const history = {
    dwellings: factIn(site, month).dwellings,
    closedMonths: closed.filter((at) => at >= first),
    incidents: window
      .flatMap(({ incidents }) => incidents)
      .map(({ month: at, category }) => ({
        month: at,
        family: familyOf(nomenclature1, category) ?? "",
        incidents: 1,
      })),
  };
  return classify(history, grid1).find((entry) => entry.month === month)?.computedLevel ?? null;
}

/** Each site and month by itself, from what the test knows. */
function plain(): { entries: Entry[]; tallies: Map<string, string> } {
  const entries: Entry[] = [];
  const sums = new Map<string, { sites: number; dwellings: number }>();
  for (const site of sites) {
    for (const month of closed.filter((at) => site.first <= at && at <= site.last)) {
      const computed = computedIn(site, month);
      const held = computed === null ? null : (stateAfter(site, month)?.heldLevel ?? null);
      entries.push({ reference: site.reference, month, computed, held });
      const { commune, district, dwellings } = factIn(site, month);
      const key = `${month} ${commune} ${district} ${held ?? 0}`;
      const sum = sums.get(key) ?? { sites: 0, dwellings: 0 };
      sums.set(key, { sites: sum.sites + 1, dwellings: sum.dwellings + dwellings });
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
        "TRUNCATE site, site_act, site_past, site_part, incident, closed_month, incident_count, classification, level_tally RESTART IDENTITY CASCADE",
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
        if (["tell", "end", "merge", "split", "unmerge"].includes(taken.kind))
          expect(sorted(after)).toEqual(sorted(before));
      }
      const kept = sorted(await stored());
      await reclassify(store, rulesOf({ grid: 1 }));
      expect(sorted(await stored())).toEqual(kept);
    }),
    { numRuns: 20 },
  );
});
