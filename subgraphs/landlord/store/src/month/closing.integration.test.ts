import { monthNumber, monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { withStoreLock } from "../sql/store-lock.js";
import { closeMonths } from "./close-months.js";
import { MonthStateError } from "./month-state.error.js";
import { reopenMonths } from "./reopen-months.js";

const january = monthNumber("2025-01");
const year = monthsBetween(january, january + 11);
// Half an hour into 2026 in Paris, still 2025 in UTC.
const clock = () => new Date("2025-12-31T23:30:00Z");

let store: DataSource;

beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  await store.query(`
    INSERT INTO site (id, reference, name, commune, priority_district, dwellings)
    VALUES (1, 'A', 'A', '77288', NULL, 60), (2, 'B', 'B', '77285', 'QP1', 40);
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), 1, make_date(2025, month, 1 + rank), category, 1, 1
    FROM generate_series(1, 12) AS month, generate_series(1, 2) AS rank,
      unnest(ARRAY['DRUG_DEALING', 'ARSON']) AS category;
  `);
});

afterEach(() => store.destroy());

/** Everything that closing derives. */
async function derived() {
  const tables = ["closed_month", "incident_count", "classification", "level_tally"];
  const dumps = tables.map((table) =>
    store.query(`SELECT to_jsonb(${table}) - 'closed_at' AS row FROM ${table} ORDER BY 1`),
  );
  return Promise.all(dumps);
}

it("closes months, counts their incidents and says what changed", async () => {
  expect(await closeMonths(store, year.slice(0, 10), clock)).toEqual({
    closed: year.slice(0, 10),
    alreadyClosed: [],
    classification: { sites: 2, months: [january + 9], runsWritten: 2, rises: 0, falls: 0 },
    restated: expect.objectContaining({
      changed: 0,
      changes: [],
      rises: 0,
      falls: 0,
      reopened: [],
    }),
    released: null,
  });
  expect(await closeMonths(store, year.slice(8), clock)).toMatchObject({
    closed: year.slice(10),
    alreadyClosed: year.slice(8, 10),
    classification: { months: year.slice(10), runsWritten: 0 },
  });
  expect(
    await store.query(
      "SELECT sum(incidents)::integer AS incidents, count(*)::integer AS rows FROM incident_count",
    ),
  ).toEqual([{ incidents: 48, rows: 24 }]);
  expect(
    await store.query(
      "SELECT month, commune, level, dwellings FROM level_tally WHERE month >= $1 ORDER BY month, commune",
      [january + 8],
    ),
  ).toEqual([
    { month: january + 8, commune: "77285", level: 0, dwellings: 40 },
    { month: january + 8, commune: "77288", level: 0, dwellings: 60 },
    ...[9, 10, 11].flatMap((offset) => [
      { month: january + offset, commune: "77285", level: 1, dwellings: 40 },
      { month: january + offset, commune: "77288", level: 3, dwellings: 60 },
    ]),
  ]);
});

it("changes nothing when every month is closed already", async () => {
  await closeMonths(store, year, clock);
  const before = await derived();
  expect(await closeMonths(store, year, clock)).toEqual({
    closed: [],
    alreadyClosed: year,
    classification: null,
    restated: null,
    released: null,
  });
  expect(await derived()).toEqual(before);
});

it("refuses a month that is not over in Paris, and closes none of the others", async () => {
  const refused = closeMonths(store, [january + 11, january + 12, january + 13], clock);
  await expect(refused).rejects.toThrow(MonthStateError);
  await expect(refused).rejects.toThrow(
    "2026-01, 2026-02 cannot be closed yet: a month can be closed once it is over. The last month that can be closed today is 2025-12.",
  );
  expect(await store.query("SELECT FROM closed_month")).toEqual([]);
});

it("reopens a month, and has the same after closing it again", async () => {
  await closeMonths(store, year, clock);
  const before = await derived();
  for (const month of [january + 11, january + 3, january]) {
    await reopenMonths(store, [month]);
    expect(await store.query("SELECT FROM incident_count WHERE month = $1", [month])).toEqual([]);
    expect(await store.query("SELECT FROM level_tally WHERE month = $1", [month])).toEqual([]);
    await closeMonths(store, [month], clock);
    expect(await derived()).toEqual(before);
  }
});

it("refuses to reopen an open month, and says what can be done as it is", async () => {
  await expect(reopenMonths(store, [january])).rejects.toThrow(
    "2025-01 is not closed, so there is nothing to reopen: incidents can be imported into it as it is.",
  );
});

it("refuses incidents of a category that the nomenclature lacks, and closes nothing", async () => {
  await store.query("UPDATE incident SET category = 'UNHEARD_OF' WHERE day = '2025-05-02'");
  await expect(closeMonths(store, year, clock)).rejects.toThrow("UNHEARD_OF");
  expect(await derived()).toEqual([[], [], [], []]);
});

it("leaves everything as it was when its connection is cut in the middle", async () => {
  await closeMonths(store, year.slice(0, 11), clock);
  const before = await derived();
  const waiting = `SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM level_tally%'`;
  // Closing writes the tallies last: whoever locks them stops it there.
  await store.transaction(async (blocker) => {
    await blocker.query("LOCK TABLE level_tally IN SHARE MODE");
    const cut = expect(closeMonths(store, year, clock)).rejects.toThrow();
    let stopped: { pid: number }[] = [];
    while (stopped.length === 0) stopped = await store.query(waiting);
    await blocker.query("SELECT pg_terminate_backend($1)", [stopped[0]?.pid]);
    await cut;
  });
  expect(await derived()).toEqual(before);
  await withStoreLock(store, async () => {});
  expect(await closeMonths(store, year, clock)).toMatchObject({ closed: [january + 11] });
});
