import { grid1, monthsBetween, monthText, type ShownCount, shownOf } from "@palier/schema";
import type { DataSource } from "typeorm";
import type { Keeper } from "../access-log/keep-log.fixture.js";
import { beginSite } from "../life/begin-site.js";
import { endSite } from "../life/end-site.js";
import { mergeSites } from "../life/merge-sites.js";
import { undoMerger } from "../life/undo-merger.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { withStoreLock } from "../sql/store-lock.js";
import { releaseBeforeServing, releaseClosed } from "./release-counts.js";
import { ReleasedCountsRepository } from "./released-counts.repository.js";
import {
  addIncidents,
  clock,
  january,
  months,
  otherLevels,
  releasedLandlord,
} from "./released-landlord.fixture.js";
import { releaseHeads, storedReleases } from "./stored-releases.js";
import { verifyStoredReleases } from "./verify-stored-releases.js";

let store: DataSource;
let keeper: Keeper;
beforeEach(async () => {
  ({ store, keeper } = await releasedLandlord());
});
afterEach(() => store.destroy());

/** What holds of lines, their cells and levels. */
async function held(of: DataSource) {
  const rows = await of.query<{ line: string }[]>(`
    SELECT concat_ws(' ', month, commune, priority_district, family, subtotal, is_subtotal_withheld,
      (SELECT string_agg(concat_ws(':', site_id, incidents, is_withheld), ',' ORDER BY site_id)
       FROM release_cell WHERE line_id = id)) AS line
    FROM release_line WHERE corrected_by IS NULL ORDER BY line`);
  return rows.map(({ line }) => line);
}

/** Shown cells and subtotals that are small, or say other than the record; and those that are missing. */
async function wrong(of: DataSource) {
  return of.query<unknown[]>(`
    WITH cell AS (
      SELECT site_id, month, family, incidents, is_withheld FROM release_cell
      JOIN release_line ON id = line_id WHERE corrected_by IS NULL
    ), truth AS (
      SELECT site_id, month, CASE category WHEN 'DRUG_DEALING' THEN 'TRAFFICKING' WHEN 'ARSON' THEN 'DAMAGE'
        WHEN 'FLY_TIPPING' THEN 'INCIVILITY' ELSE category END AS family, incidents FROM incident_count
    )
    SELECT * FROM cell FULL JOIN truth USING (site_id, month, family)
    WHERE coalesce(cell.incidents, 0) <> coalesce(truth.incidents, 0)
      OR truth.incidents BETWEEN 1 AND 4 AND NOT is_withheld
    UNION ALL
    SELECT id, month, family, subtotal, is_subtotal_withheld, 0 FROM release_line
    WHERE corrected_by IS NULL AND subtotal BETWEEN 1 AND 4 AND NOT is_subtotal_withheld`);
}

async function sound(of: DataSource) {
  expect(await wrong(of)).toEqual([]);
  expect(await otherLevels(of)).toEqual([]);
  const { findings, releases } = await verifyStoredReleases(of, clock);
  expect(findings).toEqual([]);
  return releases;
}

it("makes no release before a convention is signed, and then one of all closed months", async () => {
  expect(await closeMonths(store, months, clock)).toMatchObject({ released: null });
  expect(await store.query("SELECT FROM release")).toEqual([]);
  await keeper.sign(12);
  expect(await releaseClosed(store, clock)).toMatchObject({ step: 0, months, threshold: 5 });
  expect(await releaseClosed(store, clock)).toBeNull();
  const [release] = await sound(store);
  expect(release).toMatchObject({ step: 0, threshold: 5, grid: 1, conventionVersion: 1 });
  const { shown = 0, zeros = 0, small = 0, further = 0 } = release ?? {};
  expect(shown + zeros + small + further).toBe(12 * 15 * 7);
});

it("makes who serves the record wait for no import", async () => {
  await closeMonths(store, months, clock);
  await keeper.sign(12);
  let told: readonly string[] = [];
  const serve = () => releaseBeforeServing(store, (words) => (told = [...told, words]), clock);
  await withStoreLock(store, serve);
  expect(told).toEqual([
    expect.stringMatching(/^Months that are closed .* stay withheld\. Another process writes/),
  ]);
  expect(await store.query("SELECT FROM release")).toEqual([]);
  await serve();
  expect([told.length, (await releaseHeads(store.manager)).length]).toEqual([1, 1]);
});

it("makes the same release of the same closing", async () => {
  await keeper.sign(12);
  const other = await releasedLandlord();
  const [secret] = await store.query<{ key: string }[]>("SELECT key FROM release_key");
  expect(secret?.key).toMatch(/^[0-9a-f]{64}$/);
  await other.store.query("UPDATE release_key SET key = $1", [secret?.key]);
  await other.keeper.sign(12);
  await closeMonths(store, months, clock);
  await closeMonths(other.store, [...months].reverse(), clock);
  expect(await held(other.store)).toEqual(await held(store));
  await other.store.destroy();
});

it("makes one with each closing, and keeps withheld what was when a month is closed again", async () => {
  await keeper.sign(12);
  for (const month of months.slice(0, 13)) await closeMonths(store, [month], clock);
  expect(await sound(store)).toHaveLength(13);
  const withheld = await withheldIn(january + 5);
  await reopenMonths(store, [january + 5]);
  await addIncidents(store, [january + 5], 1);
  const { released } = await closeMonths(store, [january + 5, january + 13], clock);
  expect(released).toMatchObject({ step: 14, months: [january + 5, january + 13] });
  expect(await sound(store)).toHaveLength(15);
  expect(await withheldIn(january + 5)).toEqual(expect.arrayContaining(withheld));
  const restated = await store.query<{ is_restated: boolean; month: number }[]>(
    "SELECT DISTINCT is_restated, month FROM release_line WHERE release_step = 14 ORDER BY month",
  );
  expect(restated).toEqual([
    { is_restated: true, month: january + 5 },
    { is_restated: false, month: january + 13 },
  ]);
});

it("shows by its statements what the rules show of the releases, of corrected lines the last", async () => {
  await keeper.sign(12);
  for (const month of months.slice(0, 13)) await closeMonths(store, [month], clock);
  await reopenMonths(store, [january + 5]);
  await addIncidents(store, [january + 5], 1);
  await closeMonths(store, [january + 5], clock);
  // As where a level rests on shares of a whole that was split.
  await store.query("UPDATE release_level SET are_gates_withheld = true WHERE site_id % 3 = 0");
  const all = { from: january, to: january + 14 };
  const made = await store.transaction(async (tx) =>
    storedReleases(tx, await releaseHeads(tx), all),
  );
  const shown = made.map((release) => shownOf(release, grid1));
  const lines = new Map(
    shown.flatMap(({ lines }) =>
      lines.map((line) => [`${line.month} ${line.family} ${line.place}`, line] as const),
    ),
  );
  const released = new ReleasedCountsRepository(store.manager, 5);
  const sites = Array.from({ length: 12 }, (_, index) => ({ siteId: index + 1, ...all }));
  const told = (of: readonly ShownCount[]) => of.map(({ status, count }) => `${status} ${count}`);
  const bySite = await released.findBySite(sites);
  expect(bySite.flat()).toHaveLength(12 * 13);
  const sorted = (of: readonly string[]) => [...of].sort();
  expect(
    sorted(
      bySite.flatMap((ofSite, index) =>
        ofSite.flatMap(({ month, counts }) =>
          counts.map((count) => `${index + 1} ${month} ${count.family} ${told([count])}`),
        ),
      ),
    ),
  ).toEqual(
    sorted(
      [...lines.values()].flatMap(({ month, family, cells }) =>
        cells.map((cell) => `${cell.site} ${month} ${family} ${told([cell])}`),
      ),
    ),
  );
  const [byPlace = []] = await released.findByPlace([
    { part: { communes: ["77288", "77285"] }, ...all },
  ]);
  expect(
    sorted(
      byPlace.flatMap(({ month, counts }) =>
        counts.map(
          ({ commune, priorityDistrict, family, ...count }) =>
            `${month} ${family} ${commune}/${priorityDistrict} ${told([count as ShownCount])}`,
        ),
      ),
    ),
  ).toEqual(sorted([...lines].map(([key, { subtotal }]) => `${key} ${told([subtotal])}`)));
  const levels = new Map(
    shown.flatMap(({ levels: of }) => of.map((level) => [`${level.site} ${level.month}`, level])),
  );
  const withheld = (await released.findWithheldGates(sites)).flatMap((of, index) =>
    of.map((month) => `${index + 1} ${month}`),
  );
  const hidden = [...levels].filter(([, { met }]) => met === null).map(([key]) => key);
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.length).toBeLessThan(levels.size);
  expect(sorted(withheld)).toEqual(sorted(hidden));
});

async function withheldIn(month: number): Promise<string[]> {
  const rows = await store.query<{ cell: string }[]>(
    `SELECT concat_ws(' ', family, site_id) AS cell FROM release_cell JOIN release_line ON id = line_id
     WHERE month = $1 AND is_withheld AND corrected_by IS NULL`,
    [month],
  );
  return rows.map(({ cell }) => cell);
}

it("publishes levels of a site that begins in closed months", async () => {
  await keeper.sign(12);
  await closeMonths(store, months, clock);
  await store.query(
    `INSERT INTO site (id, reference, name, commune, dwellings, first_month, facts_from)
     VALUES (13, 'S13', 'Site 13', '77285', 30, $1, $1)`,
    [january + 15],
  );
  await beginSite(store, "S13", january + 2, {}, clock);
  expect(await sound(store)).toHaveLength(2);
  const levels = await store.query<{ month: number }[]>(
    "SELECT month FROM release_level WHERE release_step = 1 ORDER BY month",
  );
  expect(levels.map(({ month }) => month - january)).toEqual([11, 12, 13, 14]);
});

it("takes levels back of a site that began later, and publishes them anew where it did not", async () => {
  // Alone in its place: no zero of it is withheld beside another site's number.
  await store.query(`
    UPDATE site SET commune = '77152' WHERE id = 12;
    DELETE FROM incident WHERE site_id = 12 AND day < '2025-06-01'`);
  await keeper.sign(12);
  await closeMonths(store, months, clock);
  await beginSite(store, "S12", january + 4, {}, clock);
  const levels = () =>
    store.query<{ month: number; step: number }[]>(
      `SELECT month, release_step AS step FROM release_level
       WHERE site_id = 12 AND republished_by IS NULL ORDER BY month`,
    );
  expect((await levels()).map(({ month }) => month - january)).toEqual([13, 14]);
  // Levels that were taken back rest on its lines as they are now.
  await reopenMonths(store, [january + 8], clock);
  await addIncidents(store, [january + 8], 1);
  await closeMonths(store, [january + 8], clock);
  const heads = await releaseHeads(store.manager);
  await beginSite(store, "S12", january, {}, clock);
  expect(await levels()).toEqual(
    monthsBetween(january + 9, january + 14).map((month) => ({
      month,
      step: month < january + 13 ? heads.length : heads.length - 1,
    })),
  );
  expect(await sound(store)).toHaveLength(heads.length + 1);
});

it("takes no site out of closed months, or into them again, where its count was withheld", async () => {
  // A lone small number in a line whose subtotal is shown, beside two sites that have none.
  await store.query(`
    UPDATE release_key SET key = repeat('k', 64);
    DELETE FROM incident WHERE site_id <= 4 AND day < '2025-03-01';
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), CASE WHEN rank <= 3 THEN 1 ELSE 2 END, day, 'ARSON', 1, 1
    FROM generate_series(1, 23) AS rank, unnest('{2025-01-09,2025-02-09}'::date[]) AS day`);
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  const zeros = await store.query<{ site: string; months: number[] }[]>(
    `SELECT 'S' || site_id AS site, array_agg(DISTINCT month) AS months FROM release_cell
     JOIN release_line ON id = line_id
     WHERE is_withheld AND site_id IN (3, 4) AND month < $1 GROUP BY site_id ORDER BY site_id`,
    [january + 2],
  );
  const [{ site, months: withheld } = { site: "", months: [] }] = zeros;
  const begin = (first: number) => beginSite(store, site, first, {}, clock);
  const told = `Of site "${site}" a count of ${withheld.map(monthText).join(", ")} was withheld`;
  await expect(begin(january + 2)).rejects.toThrow(told);
  await reopenMonths(store, withheld, clock);
  await begin(january + 2);
  await closeMonths(store, withheld, clock);
  expect((await verifyStoredReleases(store, clock)).findings).toEqual([]);
  await expect(begin(january)).rejects.toThrow(told);
  const december = january + 11;
  const [{ id } = { id: 0 }, { id: part } = { id: 0 }] = await store.query<{ id: number }[]>(
    `SELECT DISTINCT site_id AS id FROM release_cell JOIN release_line ON release_line.id = line_id
     WHERE is_withheld AND month = $1 ORDER BY 1 LIMIT 2`,
    [december],
  );
  const end = (last: number | null) => endSite(store, `S${id}`, last);
  const merge = () => mergeSites(store, { references: [`S${part}`], into: "S12", from: december });
  await store.query("DELETE FROM incident WHERE site_id IN ($1, $2) AND day >= '2025-12-01'", [
    id,
    part,
  ]);
  await reopenMonths(store, [december], clock);
  // Nothing is told of what is taken back before the month is closed.
  await end(december - 1);
  await end(null);
  await merge();
  await undoMerger(store, "S12");
  await end(december - 1);
  await merge();
  await closeMonths(store, [december], clock);
  await reopenMonths(store, [december], clock);
  await expect(end(null)).rejects.toThrow("give a last month before these");
  await expect(undoMerger(store, "S12")).rejects.toThrow("leave them merged");
});

it("withholds by the threshold of a later convention, and takes nothing back", async () => {
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  const before = await held(store);
  await keeper.sign(12, {
    version: 2,
    disclosure: { threshold: 10, leastLandlords: 3, largestShare: 0.85 },
  });
  expect(await closeMonths(store, [january + 12], clock)).toMatchObject({
    released: { threshold: 10 },
  });
  expect(await held(store)).toEqual(expect.arrayContaining(before));
  const [small] = await store.query<{ count: string }[]>(
    `SELECT count(*) FROM release_cell JOIN release_line ON id = line_id
     WHERE month = $1 AND incidents BETWEEN 1 AND 9 AND NOT is_withheld`,
    [january + 12],
  );
  expect(small).toEqual({ count: "0" });
  expect((await verifyStoredReleases(store, clock)).findings).toEqual([]);
});

it("finds a number that somebody made shown", async () => {
  await keeper.sign(12);
  await closeMonths(store, months, clock);
  await store.query(
    `UPDATE release_cell SET is_withheld = false WHERE (line_id, site_id) IN (
       SELECT line_id, site_id FROM release_cell WHERE incidents = 2 ORDER BY 1, 2 LIMIT 1)`,
  );
  const { findings } = await verifyStoredReleases(store, clock);
  expect(findings.filter(({ problem }) => problem === "SMALL_NUMBER_SHOWN")).toEqual([
    expect.objectContaining({ site: expect.stringMatching(/^S\d+$/), release: 0 }),
  ]);
});

it("counts what a site has in the place in which it lies that month", async () => {
  await keeper.sign(12);
  await closeMonths(store, months.slice(0, 12), clock);
  await store.query(
    `INSERT INTO site_past (site_id, from_month, to_month, name, commune, priority_district, dwellings)
     VALUES (5, 0, $1 - 1, 'Site 5', '77288', NULL, 55)`,
    [january + 12],
  );
  await store.query(
    "UPDATE site SET commune = '77285', dwellings = 90, facts_from = $1 WHERE id = 5",
    [january + 12],
  );
  await closeMonths(store, months.slice(12), clock);
  await sound(store);
  const places = await store.query<unknown[]>(
    `SELECT DISTINCT commune, month >= $1 AS since FROM release_cell JOIN release_line ON id = line_id
     WHERE site_id = 5 ORDER BY since`,
    [january + 12],
  );
  expect(places).toEqual([
    { commune: "77288", since: false },
    { commune: "77285", since: true },
  ]);
});
