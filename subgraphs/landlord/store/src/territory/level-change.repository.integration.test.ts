import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { type ChangeSelectionKey, LevelChangeRepository } from "./level-change.repository.js";

const since = 24_320;
const month = since + 1;
/** Closed, without a level. */
const undetermined = since - 1;

let store: DataSource;
let changes: LevelChangeRepository;

beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  changes = new LevelChangeRepository(store.manager);
  await store.query(`
    INSERT INTO site (id, reference, name, commune, priority_district, dwellings, first_month, last_month, facts_from)
    VALUES (1, 'A', 'rose', '77288', 'QP1', 50, 0, 1000000, 0),
      (2, 'B', 'fell by a decision', '77288', NULL, 80, 0, 1000000, 0),
      (3, 'C', 'stayed', '77285', NULL, 80, 0, 1000000, 0),
      (4, 'D', 'ended', '77285', NULL, 20, 0, ${since}, 0),
      (5, 'E', 'began', '77288', NULL, 900, ${month}, 1000000, ${month}),
      (6, 'F', 'is told of another commune', '77288', NULL, 30, 0, 1000000, ${month}),
      (7, 'a', 'rose, too', '77288', NULL, 80, 0, 1000000, 0);
    INSERT INTO site_past (site_id, from_month, to_month, name, commune, dwellings)
    VALUES (6, 0, ${since}, 'F', '77285', 25);
    INSERT INTO classification (site_id, from_month, to_month, computed_level, held_level, level, since)
    SELECT site, first, last, computed, held, level, ${since} FROM (VALUES
      (1, ${since}, ${since}, 2, 2, 2), (1, ${month}, 1000000, 3, 3, 3),
      (2, ${since}, ${since}, 3, 3, 3), (2, ${month}, 1000000, 2, 3, 1),
      (3, ${since}, 1000000, 2, 2, 2), (4, ${since}, ${since}, 4, 4, 4),
      (6, ${since}, 1000000, 2, 2, 2),
      (7, ${since}, ${since}, 1, 1, 1), (7, ${month}, 1000000, 3, 3, 3)
    ) AS run (site, first, last, computed, held, level);
    INSERT INTO closed_month (month) VALUES (${undetermined}), (${since}), (${month});
    INSERT INTO level_tally (month, commune, priority_district, level, sites, dwellings)
    VALUES (${undetermined}, '77288', '', 0, 5, 235), (${since}, '77288', '', 2, 1, 50), (${month}, '77288', '', 3, 1, 50)`);
});
afterAll(() => store.destroy());

const everywhere: ChangeSelectionKey = {
  ...{ part: { communes: ["77288", "77285"] }, month, since, first: 10, after: null },
};
const moved = (reference: string, before: number | null, after: number | null) => {
  return expect.objectContaining({ reference, before, after });
};

async function found(asked: Partial<ChangeSelectionKey>) {
  const [all] = await changes.findChanges([{ ...everywhere, ...asked }]);
  return all;
}

it("finds the sites that moved, began or ended, the highest level first, and sums those that moved alike", async () => {
  expect(await found({})).toEqual({
    isClosed: true,
    matching: 5,
    sites: [
      moved("D", 4, null),
      {
        ...{ reference: "B", before: 3, after: 1, heldBefore: 3, heldAfter: 3 },
        ...{ computedAfter: 2, dwellings: 80 },
      },
      moved("a", 1, 3),
      moved("A", 2, 3),
      moved("E", null, 0),
    ],
    tallies: [
      { before: 1, after: 3, sites: 1, dwellings: 80, decided: 0 },
      { before: 2, after: 3, sites: 1, dwellings: 50, decided: 0 },
      { before: 3, after: 1, sites: 1, dwellings: 80, decided: 1 },
      { before: 4, after: null, sites: 1, dwellings: 20, decided: 0 },
      { before: null, after: 0, sites: 1, dwellings: 900, decided: 0 },
    ],
  });
});

it("looks at each month by what held then: a site that is told of another commune left one and came to one", async () => {
  const [left, came, inside, none] = await changes.findChanges([
    { ...everywhere, part: { communes: ["77285"] } },
    { ...everywhere, part: { communes: ["77288"] } },
    { ...everywhere, part: { communes: ["77288"], priorityDistrict: "QP1" } },
    { ...everywhere, part: { communes: ["77999"] } },
  ]);
  expect(left?.sites).toEqual([
    moved("D", 4, null),
    expect.objectContaining({ reference: "F", before: 2, after: null, dwellings: 25 }),
  ]);
  expect(came?.sites).toContainEqual(
    expect.objectContaining({ reference: "F", before: null, after: 2, dwellings: 30 }),
  );
  expect(inside?.sites).toEqual([moved("A", 2, 3)]);
  expect(none).toEqual({ isClosed: true, matching: 0, sites: [], tallies: [] });
});

it("pages without a gap or a site twice, and counts all on each page", async () => {
  const read: string[] = [];
  let after: ChangeSelectionKey["after"] = null;
  for (;;) {
    const page = await found({ first: 2, after });
    expect([page?.matching, page?.tallies.length]).toEqual([5, 5]);
    const last = page?.sites.at(-1);
    if (page === undefined || last === undefined) break;
    read.push(...page.sites.map(({ reference }) => reference));
    const { reference, dwellings, before, after: level } = last;
    after = { level: Math.max(before ?? 0, level ?? 0), dwellings, reference };
  }
  expect(read).toEqual(["D", "B", "a", "A", "E"]);
  expect(await found({ first: 0 })).toMatchObject({ matching: 5, sites: [] });
});

it("knows nothing where a month is open, and every site moved where one month has no level", async () => {
  const nothing = { isClosed: false, matching: 0, sites: [], tallies: [] };
  expect(await found({ month: month + 1 })).toEqual(nothing);
  const all = await found({ since: undetermined, month: since });
  expect(all?.sites).toEqual([
    ...[moved("D", 0, 4), moved("B", 0, 3), moved("C", 0, 2), moved("A", 0, 2)],
    ...[moved("F", 0, 2), moved("a", 0, 1)],
  ]);
});
