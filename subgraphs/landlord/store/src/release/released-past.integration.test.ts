import { monthsBetween, rulesOf } from "@palier/schema";
import type { DataSource } from "typeorm";
import type { Keeper } from "../access-log/keep-log.fixture.js";
import { apportionSplit } from "../classification/split-sites.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { purgeRecord } from "../purge/purge-record.js";
import { countedSites } from "./counted-figures.js";
import { releaseClosed } from "./release-counts.js";
import { ReleasedCountsRepository } from "./released-counts.repository.js";
import {
  addIncidents,
  clock,
  january,
  months,
  otherLevels,
  releasedLandlord,
} from "./released-landlord.fixture.js";
import { verifyStoredReleases } from "./verify-stored-releases.js";

let store: DataSource;
let keeper: Keeper;
beforeEach(async () => {
  ({ store, keeper } = await releasedLandlord());
});
afterEach(() => store.destroy());

async function sound(now = clock): Promise<void> {
  expect(await otherLevels(store)).toEqual([]);
  expect((await verifyStoredReleases(store, now)).findings).toEqual([]);
}

/** Lines of what came with sites. */
async function brought(): Promise<{ month: number; step: number; is_shown: boolean }[]> {
  return store.query(
    `SELECT DISTINCT month, release_step AS step,
       NOT (is_subtotal_withheld AND is_withheld) AS is_shown
     FROM release_line JOIN release_cell ON line_id = id WHERE is_brought ORDER BY month, step`,
  );
}

it("levels of a bought site rest on months at its seller, of which nothing is shown", async () => {
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  await store.query(`
    INSERT INTO site (id, reference, name, commune, dwellings, first_month, facts_from)
    VALUES (13, 'S13', 'Site 13', '77288', 40, ${january + 12}, ${january + 12});
    INSERT INTO taken_over (id, site_id, seller, seller_site, convention_hash, first_month)
    VALUES (gen_random_uuid(), 13, 'orme', 'orme:R-1', '', ${january + 1});
    INSERT INTO taken_count (site_id, month, family, incidents)
    SELECT 13, month, family, 1 + month % 4 FROM generate_series(${january + 1}, ${january + 11}) AS month,
      unnest('{TRAFFICKING,INCIVILITY}'::text[]) AS family WHERE month % 3 > 0`);
  await closeMonths(store, [january + 12], clock);
  await closeMonths(store, months.slice(13), clock);
  await sound();
  const levels = await store.query<{ count: string }[]>(
    "SELECT count(*) FROM release_level WHERE site_id = 13 AND true = ANY (met)",
  );
  expect(levels).toEqual([{ count: "3" }]);
  expect((await brought()).map(({ step, is_shown }) => [step, is_shown])).toEqual(
    Array.from({ length: 11 }, () => [1, false]),
  );
  const all = { from: january, to: january + 14 };
  const [shown] = await new ReleasedCountsRepository(store.manager, 5).findBySite([
    { siteId: 13, ...all },
  ]);
  expect(shown?.map(({ month }) => month - january)).toEqual([12, 13, 14]);
});

it("levels of the parts of a split site rest on what is divided anew when a month is closed again", async () => {
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  await store.query(`
    UPDATE site SET last_month = ${january + 11} WHERE id = 1;
    INSERT INTO site (id, reference, name, commune, priority_district, dwellings, first_month, facts_from)
    SELECT id, 'S' || id, 'Part', '77288', 'QN07707M', 14, ${january + 12}, ${january + 12}
    FROM generate_series(13, 14) AS id;
    DELETE FROM incident WHERE site_id = 1 AND day >= '2026-01-01'`);
  const parts = [13, 14].map((siteId) => ({ siteId, share: 1 }));
  const split = { siteId: 1, from: january + 12, parts, author: null };
  await store.transaction((tx) => apportionSplit(tx, split, rulesOf({ grid: 1 })));
  const counted = await countedSites(store.manager);
  const ofWhole = { of: ["1"], months: { from: january + 1, to: january + 11 }, shares: [1, 1] };
  expect(counted.flatMap(({ division }) => division ?? [])).toEqual([
    { ...ofWhole, part: 0 },
    { ...ofWhole, part: 1 },
  ]);
  await closeMonths(store, [january + 12], clock);
  await sound();
  await reopenMonths(store, [january + 6]);
  await addIncidents(store, [january + 6], 1);
  await closeMonths(store, [january + 6], clock);
  await sound();
  expect((await brought()).filter(({ step }) => step > 1)).not.toEqual([]);
  const gates = await store.query<unknown[]>(
    "SELECT DISTINCT site_id, are_gates_withheld FROM release_level WHERE site_id > 12 ORDER BY site_id",
  );
  expect(gates).toEqual([13, 14].map((site_id) => ({ site_id, are_gates_withheld: true })));
  await closeMonths(store, months.slice(13), clock);
  await sound();
});

it("keeps what came with a site once it is purged from the record, and states it no other way", async () => {
  await store.query(`
    UPDATE site SET first_month = ${january + 8}, facts_from = ${january + 8} WHERE id = 12;
    DELETE FROM incident WHERE site_id = 12 AND day < '2025-09-01';
    INSERT INTO taken_over (id, site_id, seller, seller_site, convention_hash, first_month)
    VALUES (gen_random_uuid(), 12, 'orme', 'orme:R-1', '', ${january});
    INSERT INTO taken_count (site_id, month, family, incidents)
    SELECT 12, month, 'TRAFFICKING', 3 FROM generate_series(${january}, ${january + 7}) AS month`);
  const retention = { incidentMonths: 12, countMonths: 20, accessLogMonths: 12 };
  await keeper.sign(12, { retention, publication: { from: "2023-01", until: "2026-11" } });
  await closeMonths(store, months.slice(0, 12), clock);
  await purgeRecord(store, { clock });
  const left = await store.query<unknown[]>("SELECT FROM taken_count");
  expect(left.length).toBeLessThan(8);
  await closeMonths(store, months.slice(12, 14), clock);
  const restated = await store.query<unknown[]>(
    "SELECT month, family FROM release_line WHERE is_brought AND release_step > 0",
  );
  expect(restated).toEqual([]);
  // Were it taken for none, levels that rest on it would be published anew, as others.
  const again = await store.query<unknown[]>(
    "SELECT month FROM release_level WHERE site_id = 12 AND release_step > 0 AND month < $1",
    [january + 12],
  );
  expect(again).toEqual([]);
  expect((await verifyStoredReleases(store, clock)).findings).toEqual([]);
});

describe("a record that is purged", () => {
  const early = monthsBetween(january - 15, january - 1);
  const kept = { incidentMonths: 12, countMonths: 20, accessLogMonths: 12 };

  beforeEach(async () => {
    await addIncidents(store, early);
    await keeper.sign(12, { retention: kept, publication: { from: "2023-01", until: "2026-11" } });
  });

  /** The first month of which there are lines. */
  async function firstLine(): Promise<number> {
    const [line] = await store.query<{ month: number }[]>(
      "SELECT min(month) AS month FROM release_line",
    );
    return (line?.month ?? 0) - january;
  }

  it("keeps lines that windows of later months rest on, shows none of them, and releases those months", async () => {
    await closeMonths(store, [...early, ...months.slice(0, 12)], clock);
    await purgeRecord(store, { clock });
    expect(await firstLine()).toBe(11 - 22);
    await sound();
    const all = { siteId: 2, from: january - 15, to: january + 14 };
    const [shown] = await new ReleasedCountsRepository(store.manager, 5).findBySite([all]);
    const [horizon] = await store.query<{ month: number }[]>(
      "SELECT counts_before AS month FROM purge_horizon",
    );
    expect(shown?.map(({ month }) => month)).toEqual(
      monthsBetween(horizon?.month ?? 0, january + 11),
    );
    for (const month of months.slice(12)) await closeMonths(store, [month], clock);
    await sound();
    const { pinned } = await verifyStoredReleases(store, clock);
    expect(pinned).toBeLessThan(10);
  });

  it("is released from when on its levels rest on what is kept, where it had no release before", async () => {
    await closeMonths(store, [...early, ...months], clock);
    await purgeRecord(store, { clock });
    await store.query("TRUNCATE release, release_line, release_cell, release_level, release_note");
    const [horizon] = await store.query<{ month: number }[]>(
      "SELECT counts_before AS month FROM purge_horizon",
    );
    const released = await releaseClosed(store, clock);
    expect(released?.months[0]).toBe((horizon?.month ?? 0) + 11);
    expect((await verifyStoredReleases(store, clock)).findings).toEqual([]);
  });
});
