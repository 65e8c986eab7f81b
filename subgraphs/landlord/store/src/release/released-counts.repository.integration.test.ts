import { monthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { ReleasedCountsRepository } from "./released-counts.repository.js";

const january = monthNumber("2025-01");
const families = ["DAMAGE", "PROPERTY"];

let store: DataSource;
let released: ReleasedCountsRepository;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  released = new ReleasedCountsRepository(store.manager, 5);
  // Two months, of which January was closed again; a third is closed, and in no release.
  await store.query(`
    INSERT INTO site (id, reference, name, commune, dwellings, first_month, facts_from)
    SELECT id, id, id, '77288', 60, CASE id WHEN 4 THEN ${january + 1} ELSE 0 END,
      CASE id WHEN 4 THEN ${january + 1} ELSE 0 END FROM generate_series(1, 5) AS id;
    INSERT INTO closed_month (month) VALUES (${january}), (${january + 1}), (${january + 2});
    INSERT INTO release VALUES
      (0, now(), 5, 1, '{DAMAGE,PROPERTY}', 'R', 1, 'h', '{${january},${january + 1}}', '{${january},${january + 1}}', 0, 0, 0, 0),
      (1, now(), 5, 1, '{DAMAGE,PROPERTY}', 'R', 1, 'h', '{${january},${january + 1}}', '{${january}}', 0, 0, 0, 0);
    INSERT INTO release_line VALUES
      (1, 0, ${january}, '77288', '', false, 'DAMAGE', 23, false, false, 1),
      (2, 0, ${january + 1}, '77288', 'QP1', false, 'PROPERTY', 4, true, false, NULL),
      (3, 1, ${january}, '77288', '', false, 'DAMAGE', 9, false, true, NULL),
      (4, 0, ${january}, '77288', '', true, 'DAMAGE', 30, false, false, NULL),
      (5, 0, ${january}, '77285', '', false, 'DAMAGE', 8, false, false, NULL);
    INSERT INTO release_cell VALUES (1, 1, 3, true), (1, 2, 20, false),
      (3, 1, 0, true), (3, 2, 9, false), (2, 3, 4, true), (4, 4, 30, false), (5, 5, 8, false);
    INSERT INTO release_level VALUES
      (${january}, 1, 0, 60, '{1}', '{f}', true, 1), (${january}, 1, 1, 60, '{1}', '{f}', false, NULL),
      (${january + 1}, 1, 0, 60, '{1}', '{f}', true, NULL);
  `);
});
afterEach(() => store.destroy());

const all = { from: january - 3, to: january + 3 };

it("gives of each line the newest, and of a month in no release nothing", async () => {
  expect(
    await released.findBySite([
      { siteId: 2, ...all },
      { siteId: 1, ...all },
    ]),
  ).toEqual([
    [
      { month: january, families, counts: [{ family: "DAMAGE", status: "VALUE", count: 9 }] },
      { month: january + 1, families, counts: [] },
    ],
    [
      { month: january, families, counts: [{ family: "DAMAGE", status: "WITHHELD", count: null }] },
      { month: january + 1, families, counts: [] },
    ],
  ]);
});

it("gives nothing of a site's months at another landlord", async () => {
  expect(await released.findBySite([{ siteId: 4, ...all }])).toEqual([
    [{ month: january + 1, families, counts: [] }],
  ]);
});

it("gives subtotals of the places of a territory, and none of what bought sites brought", async () => {
  const restated = { family: "DAMAGE", status: "VALUE", count: 9, isRestated: true };
  const commune = { part: { communes: ["77288"] }, ...all };
  const district = { part: { priorityDistrict: "QP1", communes: ["77288"] }, ...all };
  const small = {
    ...{ commune: "77288", priorityDistrict: "QP1", family: "PROPERTY" },
    ...{ status: "WITHHELD", count: null, isRestated: false },
  };
  expect(await released.findByPlace([commune, district])).toEqual([
    [
      {
        ...{ month: january, families },
        counts: [{ commune: "77288", priorityDistrict: "", ...restated }],
      },
      { month: january + 1, families, counts: [small] },
    ],
    [
      { month: january, families, counts: [] },
      { month: january + 1, families, counts: [small] },
    ],
  ]);
});

it("says of which months gates are withheld, as was published last", async () => {
  expect(
    await released.findWithheldGates([
      { siteId: 1, ...all },
      { siteId: 2, ...all },
    ]),
  ).toEqual([[january + 1], []]);
});

it("gives nothing of a month that is open again, or purged", async () => {
  await store.query("DELETE FROM closed_month WHERE month = $1", [january + 1]);
  await store.query("UPDATE purge_horizon SET counts_before = $1", [january + 1]);
  expect(await released.findBySite([{ siteId: 1, ...all }])).toEqual([[]]);
  expect(await released.findWithheldGates([{ siteId: 1, ...all }])).toEqual([[]]);
});

it("withholds a line whole that shows a number below the threshold in force, zeros with it", async () => {
  // 29 less 20 would give 9 back.
  await store.query("INSERT INTO release_cell VALUES (3, 3, 20, false)");
  await store.query("UPDATE release_line SET subtotal = 29 WHERE id = 3");
  const secret = [{ family: "DAMAGE", status: "WITHHELD", count: null }];
  const later = new ReleasedCountsRepository(store.manager, 10);
  const inJanuary = { from: january, to: january };
  // Of those without a number one lies there now alone.
  await store.query(`
    INSERT INTO site (id, reference, name, commune, dwellings, facts_from)
    VALUES (6, '6', '6', '77288', 60, 0), (7, '7', '7', '77288', 60, ${january + 1});
    INSERT INTO site_past (site_id, from_month, to_month, name, commune, dwellings)
    VALUES (7, 0, ${january}, '7', '77285', 60)`);
  const keys = [1, 2, 3, 6, 7].map((siteId) => ({ siteId, ...inJanuary }));
  const counts = async (of: ReleasedCountsRepository) =>
    (await of.findBySite(keys)).map(([month]) => month?.counts);
  // A line of the other commune would be outgrown too.
  await store.query("DELETE FROM release_line WHERE id = 5");
  expect(await counts(later)).toEqual([secret, secret, secret, secret, []]);
  expect((await counts(released)).slice(3)).toEqual([[], []]);
  const part = { communes: ["77288"] };
  const [[subtotals] = []] = await later.findByPlace([{ part, ...inJanuary }]);
  expect(subtotals?.counts).toMatchObject(secret);
  const [[before] = []] = await released.findByPlace([{ part, ...inJanuary }]);
  expect(before?.counts).toMatchObject([{ status: "VALUE", count: 29 }]);
});

it("keeps a line as it is where the place of a site is another, and where nothing in it is small", async () => {
  const later = new ReleasedCountsRepository(store.manager, 9);
  const [[first] = []] = await later.findBySite([{ siteId: 2, from: january, to: january }]);
  expect(first?.counts).toMatchObject([{ status: "VALUE", count: 9 }]);
  const [[elsewhere] = []] = await later.findBySite([{ siteId: 3, from: january, to: january }]);
  expect(elsewhere?.counts).toEqual([]);
});
