import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  classify,
  familyOf,
  firstDay,
  generateSigningKey,
  grid1,
  type HandOverRule,
  type Level,
  type MonthNumber,
  monthNumber,
  monthsBetween,
  nomenclature1,
  rulesOf,
} from "@palier/schema";
import { runs } from "@palier/schema/testing";
import { bundledProgram } from "@palier/test-support";
import * as fc from "fast-check";
import type { DataSource } from "typeorm";
import { listLog } from "../access-log/list-log.js";
import { verifyLog } from "../access-log/verify-log.js";
import { reclassify } from "../classification/reclassify.js";
import { endSite } from "../life/end-site.js";
import { mergeSites } from "../life/merge-sites.js";
import { removeSite } from "../life/remove-site.js";
import { renumberSite } from "../life/renumber-site.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { siteHistory } from "../site/site-history.js";
import { type Handed, handOverSite } from "./hand-over-site.js";
import { requestTakeOver, type TakeOverAsked } from "./request-take-over.js";
import { type Taken, takeOverSite } from "./take-over-site.js";
import { type Party, TwoLandlords, today } from "./two-landlords.fixture.js";
import { undoHandOver } from "./undo-hand-over.js";

const [first, last, next] = ["2025-01", "2026-05", "2026-06"].map(monthNumber) as [
  MonthNumber,
  MonthNumber,
  MonthNumber,
];
/** The last that is over today. */
const end = monthNumber("2026-10");
const site = "lisiere:R-1";
const program = await bundledProgram(new URL("./act-process.fixture.ts", import.meta.url));

let pair: TwoLandlords;
let folder: string;

beforeAll(async () => {
  pair = await TwoLandlords.open();
  folder = await mkdtemp(join(tmpdir(), "palier-hand-over-"));
});
afterAll(async () => {
  await pair.end();
  await rm(folder, { recursive: true });
});

/** The seller's site sold with May 2026, which both have closed; the buyer has it since. */
beforeEach(async () => {
  for (const { store } of [pair.seller, pair.buyer]) {
    await store.query(
      `TRUNCATE site, incident, closed_month, incident_count, classification, level_tally,
         handed_over, taken_over, taken_count, site_act, release RESTART IDENTITY CASCADE`,
    );
  }
  await addSite(pair.seller, "R-1", 0);
  await addSite(pair.buyer, "B-0", 0);
});

async function addSite({ store }: Party, reference: string, from: MonthNumber): Promise<void> {
  await store.query(
    `INSERT INTO site (reference, name, commune, dwellings, first_month, facts_from)
     VALUES ($1, $1, '77288', 60, $2, $2)`,
    [reference, from],
  );
}

interface Fact {
  readonly month: MonthNumber;
  readonly category: string;
}

async function addFacts({ store }: Party, reference: string, facts: readonly Fact[]) {
  for (const { month, category } of facts) {
    await store.query(
      `INSERT INTO incident (id, site_id, day, category, file_id, line)
       SELECT gen_random_uuid(), id, $1::date, $2, 1, 1 FROM site WHERE reference = $3`,
      [firstDay(month), category, reference],
    );
  }
}

/** Both closed up to the last of the seller's months; the buyer's site begins after. */
async function sold(facts: readonly Fact[] = deals): Promise<void> {
  await addFacts(pair.seller, "R-1", facts);
  await endSite(pair.seller.store, "R-1", last, sale);
  await pair.close(monthsBetween(first, last));
  await addSite(pair.buyer, "B-1", next);
}

/** A site of level 3: dealing in three of its months. */
const deals = [last - 9, last - 4, last].map((month) => ({ month, category: "DRUG_DEALING" }));

function ask({ store, key } = pair.buyer, id = site, now = today()): Promise<TakeOverAsked> {
  return requestTakeOver(store.manager, id, key, now);
}

function hand(
  request: string,
  { store, key } = pair.seller,
  clock = today,
  called = "R-1",
): Promise<Handed> {
  return handOverSite(store, { site: called, request, key, author: "direction" }, clock);
}

const sale = { reason: "SALE" } as const;

function take(
  { sealed }: Handed,
  { key }: TakeOverAsked,
  reference = "B-1",
  { store } = pair.buyer,
  clock = today,
): Promise<Taken> {
  return takeOverSite(store, { sealed, key, reference, author: "patrimoine" }, clock);
}

const broken = (rule: HandOverRule) => expect.objectContaining({ rule });

async function levels(store: DataSource, reference: string) {
  return store.query<{ month: MonthNumber; computed: Level; held: Level; since: MonthNumber }[]>(
    `SELECT month, computed_level::integer AS computed, held_level::integer AS held, since
     FROM classification JOIN site ON site.id = site_id
     JOIN closed_month ON month BETWEEN from_month AND to_month
     WHERE reference = $1 ORDER BY month`,
    [reference],
  );
}

/** The history of one site that both had, told from nothing. */
function plain(facts: readonly Fact[], closed: readonly MonthNumber[]) {
  const history = {
    dwellings: 60,
    closedMonths: closed,
    incidents: facts.map(({ month, category }) => {
      return { month, family: familyOf(nomenclature1, category) ?? "", incidents: 1 };
    }),
  };
  return classify(history, grid1)
    .filter(({ status }) => status === "CLASSIFIED")
    .map(({ month, computedLevel: computed, heldLevel: held, since }) => {
      return { month, computed, held, since };
    });
}

it("goes on at the buyer as one history with the seller's, over random ones", async () => {
  const fact = fc.record({
    month: fc.integer({ min: first, max: end }),
    category: fc.constantFrom("DRUG_DEALING", "ASSAULT", "GRAFFITI", "NOISE", "THEFT", "THREAT"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fact, { minLength: 5, maxLength: 60 }),
      fc.integer({ min: first + 2, max: end - 2 }),
      async (facts, lastMonth) => {
        const before = facts.filter(({ month }) => month <= lastMonth);
        const after = facts.filter(({ month }) => month > lastMonth);
        for (const { store } of [pair.seller, pair.buyer]) {
          await store.query(
            `TRUNCATE site, incident, closed_month, incident_count, classification, level_tally,
               handed_over, taken_over, taken_count, site_act, release RESTART IDENTITY CASCADE`,
          );
        }
        await addSite(pair.seller, "R-1", 0);
        await addFacts(pair.seller, "R-1", before);
        await endSite(pair.seller.store, "R-1", lastMonth, sale);
        await addSite(pair.buyer, "B-0", 0);
        await pair.close(monthsBetween(first, lastMonth));
        await addSite(pair.buyer, "B-1", lastMonth + 1);
        const asked = await ask();
        await take(await hand(asked.request), asked);
        await addFacts(pair.buyer, "B-1", after);
        for (const month of monthsBetween(lastMonth + 1, end)) {
          await pair.close([month], [pair.buyer]);
        }
        const joined = plain(facts, monthsBetween(first, end));
        const ofSeller = joined.filter(({ month }) => month <= lastMonth);
        const ofBuyer = joined.filter(({ month }) => month > lastMonth);
        expect(await levels(pair.seller.store, "R-1")).toEqual(ofSeller);
        expect(await levels(pair.buyer.store, "B-1")).toEqual(ofBuyer);
        const rules = rulesOf(pair.convention);
        await reclassify(pair.buyer.store, rules);
        expect(await levels(pair.buyer.store, "B-1")).toEqual(ofBuyer);
        await reopenMonths(pair.buyer.store, [end - 1, end], today);
        await closeMonths(pair.buyer.store, [end - 1, end], today);
        expect(await levels(pair.buyer.store, "B-1")).toEqual(ofBuyer);
      },
    ),
    { numRuns: runs(12) },
  );
});

it("falls when the third calmer month in a row is classified, the first of them the seller's", async () => {
  await sold(
    [last - 12, last - 11, last - 10].map((month) => ({ month, category: "DRUG_DEALING" })),
  );
  const asked = await ask();
  await take(await hand(asked.request), asked);
  for (const month of monthsBetween(next, next + 2)) await pair.close([month], [pair.buyer]);
  const [before] = (await levels(pair.seller.store, "R-1")).slice(-1);
  expect(before).toMatchObject({ month: last, computed: 1, held: 3 });
  expect((await levels(pair.buyer.store, "B-1")).map(({ held }) => held)).toEqual([3, 2, 1]);
});

it("counts no month twice, and none of the seller's at the buyer", async () => {
  await sold();
  const asked = await ask();
  expect(await take(await hand(asked.request), asked)).toEqual({
    ...{ seller: "lisiere", site, from: next, countedFrom: last - 10, heldLevel: 3, open: [] },
  });
  await pair.close(monthsBetween(next, end));
  const sums = (store: DataSource) =>
    store.query<{ month: MonthNumber; dwellings: number; reached: number }[]>(
      `SELECT month, sum(dwellings)::integer AS dwellings, max(level)::integer AS reached
       FROM level_tally GROUP BY 1 ORDER BY 1`,
    );
  const [ofSeller, ofBuyer] = [await sums(pair.seller.store), await sums(pair.buyer.store)];
  expect(ofSeller.map(({ month }) => month)).toEqual(monthsBetween(first, last));
  expect(
    ofBuyer.filter(({ month }) => month <= last).every(({ dwellings }) => dwellings === 60),
  ).toBe(true);
  const [begun, ...more] = ofBuyer.filter(({ month }) => month > last);
  expect(begun).toEqual({ month: next, dwellings: 120, reached: 3 });
  expect(more).toHaveLength(end - next);
  const counts = await pair.buyer.store.query("SELECT count(*)::integer FROM incident_count");
  expect(counts).toEqual([{ count: 0 }]);
});

it("starts a bought site without a level when nothing is handed over", async () => {
  await sold();
  await pair.close(monthsBetween(next, end), [pair.buyer]);
  expect(await levels(pair.buyer.store, "B-1")).toEqual([]);
});

it("hands over eleven months of what gates look at, and nothing of an incident", async () => {
  const others = ["THEFT", "NOISE", "GRAFFITI"].map((category) => ({ month: last, category }));
  await sold([...deals, ...others, { month: last - 11, category: "ASSAULT" }]);
  const asked = await ask();
  const { from, to } = await take(await hand(asked.request), asked)
    .then(() =>
      pair.seller.store.query("SELECT from_month AS from, to_month AS to FROM handed_over"),
    )
    .then(([row]) => row);
  expect([from, to]).toEqual([last - 10, last]);
  const families = await pair.buyer.store.query<{ family: string }[]>(
    "SELECT family, sum(incidents)::integer AS incidents FROM taken_count GROUP BY 1 ORDER BY 1",
  );
  expect(families).toEqual([
    { family: "DAMAGE", incidents: 1 },
    { family: "INCIVILITY", incidents: 1 },
    { family: "TRAFFICKING", incidents: 3 },
  ]);
});

it("hands on what it took over itself, and what a merger added up", async () => {
  await addSite(pair.seller, "R-2", 0);
  await addFacts(pair.seller, "R-2", [{ month: last - 3, category: "DRUG_DEALING" }]);
  await addFacts(pair.seller, "R-1", deals.slice(0, 2));
  await pair.close(monthsBetween(first, last - 1), [pair.seller]);
  await mergeSites(pair.seller.store, { references: ["R-2"], into: "R-1", from: last });
  await endSite(pair.seller.store, "R-1", last, sale);
  await pair.close([last], [pair.seller]);
  await pair.close(monthsBetween(first, last), [pair.buyer]);
  await addSite(pair.buyer, "B-1", next);
  const asked = await ask();
  expect(await take(await hand(asked.request), asked)).toMatchObject({ heldLevel: 3 });
  // Sold again two months later, to the first seller.
  await endSite(pair.buyer.store, "B-1", next + 1, sale);
  await pair.close([next, next + 1]);
  await addSite(pair.seller, "R-9", next + 2);
  const back = await requestTakeOver(
    pair.seller.store.manager,
    "orme:B-1",
    pair.seller.key,
    today(),
  );
  const { sealed } = await hand(back.request, pair.buyer, today, "B-1");
  await takeOverSite(pair.seller.store, { sealed, key: back.key, reference: "R-9" }, today);
  const months = await pair.seller.store.query(
    "SELECT month, incidents FROM taken_count WHERE family = 'TRAFFICKING' ORDER BY 1",
  );
  expect(months).toEqual([last - 4, last - 3].map((month) => ({ month, incidents: 1 })));
  await pair.close([next + 2], [pair.seller]);
  expect(await levels(pair.seller.store, "R-9")).toMatchObject([{ month: next + 2, held: 3 }]);
});

it("goes on counting what was taken over when the bought site is merged", async () => {
  await sold();
  const asked = await ask();
  await take(await hand(asked.request), asked);
  await addFacts(pair.buyer, "B-0", [{ month: next, category: "DRUG_DEALING" }]);
  await pair.close([next], [pair.buyer]);
  await mergeSites(pair.buyer.store, { references: ["B-1"], into: "B-0", from: next + 1 });
  await pair.close([next + 1], [pair.buyer]);
  // Of the seller's three months of dealing two are in the window, and one of its own.
  expect((await levels(pair.buyer.store, "B-0")).at(-1)).toMatchObject({ computed: 3, held: 3 });
  const kept = await levels(pair.buyer.store, "B-0");
  await reclassify(pair.buyer.store, rulesOf(pair.convention));
  expect(await levels(pair.buyer.store, "B-0")).toEqual(kept);
});

it("writes both acts into the access logs, which stay whole, and who did them", async () => {
  await sold();
  const asked = await ask();
  await take(await hand(asked.request), asked);
  for (const [{ store }, operation, partner, subject] of [
    [pair.seller, "sites hand-over", "orme", "direction"],
    [pair.buyer, "sites take-over", "lisiere", "patrimoine"],
  ] as const) {
    const [entry] = await listLog(store, { limit: 1 });
    expect(entry).toMatchObject({ operation, partner, subject, sites: [site], rows: 11 });
    expect(await verifyLog(store, { dueBefore: null })).toMatchObject({ isWhole: true });
  }
});

it("answers a request that comes again with the same file, and logs it once", async () => {
  await sold();
  const { request } = await ask();
  const before = (await listLog(pair.seller.store, { limit: 1_000 })).length;
  const handed = await hand(request);
  expect(await hand(request)).toEqual({ ...handed, isRepeated: true });
  expect(await listLog(pair.seller.store, { limit: 1_000 })).toHaveLength(before + 1);
});

it("refuses to ask and to hand over by the rule's name, and keeps nothing of it", async () => {
  await addFacts(pair.seller, "R-1", deals);
  const { request } = await ask();
  const refused = async (attempt: Promise<unknown>, rule: HandOverRule) =>
    expect(attempt).rejects.toEqual(broken(rule));
  await refused(ask(pair.buyer, "orme:B-0"), "OTHER_LANDLORD");
  await refused(ask(pair.buyer, "R-1"), "OTHER_LANDLORD");
  await refused(ask(pair.buyer, "ailleurs:R-1"), "NOT_A_PARTY");
  await refused(ask({ ...pair.buyer, key: await generateSigningKey() }), "WRONG_SIGNATURE");
  await refused(ask(pair.buyer, site, new Date("2029-01-01T12:00:00Z")), "CONVENTION_OVER");
  await refused(hand(request), "NOT_ENDED");
  await endSite(pair.seller.store, "R-1", last, { reason: "DEMOLITION" });
  await refused(hand(request), "NOT_SOLD");
  await endSite(pair.seller.store, "R-1", last, sale);
  await refused(hand(request), "MONTHS_NOT_CLOSED");
  await pair.close([...monthsBetween(first, last - 2), last]);
  await expect(hand(request)).rejects.toThrow("Close first: 2026-04");
  await pair.close([last - 1]);
  await refused(
    hand(request, { ...pair.seller, key: await generateSigningKey() }),
    "WRONG_SIGNATURE",
  );
  await refused(hand(request, pair.buyer), "OTHER_LANDLORD");
  await refused(
    hand(request, pair.seller, () => new Date("2026-11-19T12:00:00Z")),
    "NOT_YET",
  );
  await refused(
    hand(request, pair.seller, () => new Date("2026-12-20T12:00:01Z")),
    "EXPIRED",
  );
  const unknown = await ask(pair.buyer, "lisiere:R-7");
  await expect(hand(unknown.request)).rejects.toThrow('There is no site "R-7"');
  expect(await pair.seller.store.query("SELECT FROM handed_over")).toEqual([]);
  await expect(hand(request)).resolves.toMatchObject({
    reference: "R-1",
    from: last - 10,
    to: last,
  });
});

it("refuses to take over by the rule's name, and keeps nothing of it", async () => {
  await sold();
  const asked = await ask();
  const handed = await hand(asked.request);
  const contents = () =>
    Promise.all(
      ["site", "taken_over", "taken_count", "access_log"].map((table) =>
        pair.buyer.store.query(`SELECT * FROM ${table} AS t ORDER BY t::text`),
      ),
    );
  const before = await contents();
  const refused = async (attempt: Promise<unknown>, rule: HandOverRule) =>
    expect(attempt).rejects.toEqual(broken(rule));
  await refused(take(handed, await ask()), "OTHER_KEY");
  await refused(take(handed, asked, "B-1", pair.seller), "OTHER_LANDLORD");
  await refused(
    take(handed, asked, "B-1", pair.buyer, () => new Date("2026-12-20T12:00:01Z")),
    "EXPIRED",
  );
  await refused(
    take(handed, asked, "B-1", pair.buyer, () => new Date("2026-11-19T12:00:00Z")),
    "NOT_YET",
  );
  await refused(take({ ...handed, sealed: handed.sealed.slice(1) }, asked), "MALFORMED");
  await refused(take(handed, asked, "B-0"), "SITE_HAS_COUNTS");
  await expect(take(handed, asked, "B-7")).rejects.toThrow('There is no site "B-7"');
  await addSite(pair.buyer, "B-2", last);
  await refused(take(handed, asked, "B-2"), "SITE_HAS_COUNTS");
  await addFacts(pair.buyer, "B-1", [{ month: last, category: "NOISE" }]);
  await refused(take(handed, asked), "SITE_HAS_COUNTS");
  await pair.buyer.store.query("DELETE FROM incident");
  await expect(removeSite(pair.buyer.store, "B-2")).rejects.toThrow("closed months");
  await pair.buyer.store.query("DELETE FROM site WHERE reference = 'B-2'");
  await pair.close([next], [pair.buyer]);
  await expect(take(handed, asked)).rejects.toThrow('"palier reopen-month 2026-06" first');
  await reopenMonths(pair.buyer.store, [next], today);
  expect(await contents()).toEqual(before);
  await take(handed, asked);
  await refused(take(handed, asked), "REPLAY");
  await addSite(pair.buyer, "B-3", next);
  await refused(take(handed, asked, "B-3"), "REPLAY");
  // Another hand-over of the same site is not counted beside the first one.
  const later = () => new Date("2026-12-20T12:00:00Z");
  const again = await ask(pair.buyer, site, later());
  const second = await hand(again.request, pair.seller, later);
  await refused(take(second, again, "B-3", pair.buyer, later), "REPLAY");
  await removeSite(pair.buyer.store, "B-1");
  await refused(take(handed, asked, "B-3"), "REPLAY");
  await take(second, again, "B-3", pair.buyer, later);
});

it("hands a site over to one buyer, once while its file is good, and under one name", async () => {
  await sold();
  const { seller, buyer } = pair;
  await renumberSite(seller.store, "R-1", "R1-OLD", null);
  await addSite(seller, "R-2", 0);
  const asked = await ask(buyer, "lisiere:R1-OLD");
  await expect(hand(asked.request, seller, today, "R-2")).rejects.toEqual(broken("OTHER_SITE"));
  const handed = await hand(asked.request);
  expect(await hand(asked.request, seller, today, "R1-OLD")).toMatchObject({ isRepeated: true });
  expect(await take(handed, asked)).toMatchObject({ site });
  const again = await ask();
  await expect(hand(again.request)).rejects.toThrow("is good until 2026-12-20");
  await addSite(buyer, "B-3", next);
  const later = () => new Date("2026-12-20T12:00:00Z");
  const late = await ask(buyer, site, later());
  const second = await hand(late.request, seller, later);
  await expect(take(second, late, "B-3", buyer, later)).rejects.toEqual(broken("REPLAY"));
  await seller.store.query("UPDATE handed_over SET buyer = 'val-de-brie'");
  const other = await ask(buyer, site, later());
  await expect(hand(other.request, seller, later)).rejects.toThrow(
    'HANDED_OVER: the counts of the site were handed over before. val-de-brie has those of "R-1" since 2026-12-20',
  );
});

it("keeps a site that was handed over at its last month, and says which buyer stays on what it was given", async () => {
  await sold();
  const asked = await ask();
  await hand(asked.request);
  const { store } = pair.seller;
  for (const month of [null, last + 10, last - 1]) {
    await expect(endSite(store, "R-1", month)).rejects.toThrow("was handed over to orme");
  }
  await endSite(store, "R-1", last, { reason: "SALE" });
  const seen: unknown[] = [];
  await reopenMonths(store, [last], today, undefined, { review: (all) => seen.push(all) });
  expect(seen).toMatchObject([{ handedOver: [{ site: "R-1", buyer: "orme" }] }]);
  await expect(endSite(store, "R-1", last - 1)).rejects.toThrow("was handed over to orme");
});

it("lets a site go on whose sale fell through, once the buyer's file is good no longer", async () => {
  await sold();
  const { store } = pair.seller;
  const later = () => new Date("2026-12-20T12:00:01Z");
  await expect(undoHandOver(store, "R-1", {}, later)).rejects.toThrow("was handed over to nobody");
  const asked = await ask();
  const handed = await hand(asked.request);
  await expect(endSite(store, "R-1", null)).rejects.toThrow(
    '"palier sites end R-1 --undo --sale-fell-through"',
  );
  await expect(undoHandOver(store, "R-1", {}, today)).rejects.toThrow(
    'orme has a file of "R-1" that is good until 2026-12-20',
  );
  await pair.close([next], [pair.seller]);
  await expect(undoHandOver(store, "R-1", {}, later)).rejects.toThrow(
    '"palier reopen-month 2026-06" first',
  );
  await expect(endSite(store, "R-1", null)).rejects.toThrow("was handed over to orme");
  await reopenMonths(store, [next], today);
  expect(await undoHandOver(store, "R-1", { author: "direction" }, later)).toEqual({
    ...{ reference: "R-1", buyer: "orme" },
  });
  await expect(take(handed, asked, "B-1", pair.buyer, later)).rejects.toEqual(broken("EXPIRED"));
  await pair.close([next], [pair.seller]);
  expect((await levels(store, "R-1")).at(-1)).toMatchObject({ month: next, held: 3 });
  expect((await siteHistory(store, "R-1")).at(-1)).toMatchObject({
    ...{ act: "GOES_ON", author: "direction", others: ["orme"] },
  });
  // Sold again, to whomever.
  await endSite(store, "R-1", next, sale);
  const again = await ask(pair.buyer, site, later());
  expect(await hand(again.request, pair.seller, later)).toMatchObject({ to: next });
});

it("refuses what was made under another version, and under one without the term", async () => {
  await sold();
  const other = await TwoLandlords.open();
  try {
    await addSite(other.seller, "R-1", 0);
    await endSite(other.seller.store, "R-1", last, sale);
    await other.close(monthsBetween(first, last));
    await addSite(other.buyer, "B-1", next);
    const asked = await requestTakeOver(other.buyer.store.manager, site, other.buyer.key, today());
    const handing = { site: "R-1", request: asked.request, key: other.seller.key };
    const { sealed } = await handOverSite(other.seller.store, handing, today);
    const taking = { sealed, key: asked.key, reference: "B-1" };
    await other.signNext({});
    const refused = broken("OTHER_CONVENTION");
    await expect(handOverSite(other.seller.store, handing, today)).rejects.toEqual(refused);
    await expect(takeOverSite(other.buyer.store, taking, today)).rejects.toEqual(refused);
    await other.signNext({ siteHandOver: undefined });
    const missing = broken("NO_TERM");
    await expect(handOverSite(other.seller.store, handing, today)).rejects.toEqual(missing);
    await expect(takeOverSite(other.buyer.store, taking, today)).rejects.toEqual(missing);
    await expect(
      requestTakeOver(other.buyer.store.manager, site, other.buyer.key, today()),
    ).rejects.toEqual(missing);
  } finally {
    await other.end();
  }
});

it("makes a site that was imported a month early begin with the month after the seller's last", async () => {
  await addFacts(pair.seller, "R-1", deals);
  await endSite(pair.seller.store, "R-1", last, sale);
  await pair.close(monthsBetween(first, last), [pair.seller]);
  await pair.close(monthsBetween(first, last - 1), [pair.buyer]);
  await addSite(pair.buyer, "B-1", last);
  const asked = await ask();
  expect(await take(await hand(asked.request), asked)).toMatchObject({ from: next, open: [last] });
  await pair.close([last, next], [pair.buyer]);
  expect(await levels(pair.buyer.store, "B-1")).toMatchObject([{ month: next, held: 3 }]);
});

/** An act in a process that is killed while it waits for the access log, after all else it writes. */
async function killWaiting({ store, databaseUrl }: Party, act: string, parts: object) {
  const file = join(folder, `${act}.json`);
  await writeFile(file, JSON.stringify(parts));
  const holder = store.createQueryRunner();
  await holder.query("BEGIN; LOCK TABLE access_log, access_log_head");
  const child = fork(program, [databaseUrl, act, file], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const sessions = (condition: string) =>
    store.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE application_name = $1 AND ${condition}`,
      [`palier, process ${child.pid}`],
    );
  while ((await sessions("wait_event_type = 'Lock'")).length === 0) {
    if (child.exitCode !== null) throw new Error(`${act} ended without waiting`);
    await setTimeout(10);
  }
  child.kill("SIGKILL");
  await ended;
  await holder.query("ROLLBACK");
  await holder.release();
  while ((await sessions("true")).length > 0) await setTimeout(10);
}

it("does each act whole or not at all: killed in its midst, it has not been", async () => {
  await sold();
  const asked = await ask();
  await killWaiting(pair.seller, "hand", {
    site: "R-1",
    request: asked.request,
    key: pair.seller.key,
  });
  expect(await pair.seller.store.query("SELECT FROM handed_over")).toEqual([]);
  const handed = await hand(asked.request);
  expect(handed.isRepeated).toBe(false);
  const contents = () =>
    Promise.all(
      ["site", "taken_over", "taken_count"].map((table) =>
        pair.buyer.store.query(`SELECT * FROM ${table} AS t ORDER BY t::text`),
      ),
    );
  const before = await contents();
  const { sealed } = handed;
  await killWaiting(pair.buyer, "take", { sealed, key: asked.key, reference: "B-1" });
  expect(await contents()).toEqual(before);
  await take(handed, asked);
  expect(await contents()).not.toEqual(before);
});
