import type { DataSource, EntityManager } from "typeorm";
import { ClassificationRow } from "../classification/classification.entity.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { ClosedMonthRow } from "../month/closed-month.entity.js";
import { SiteRow } from "../site/site.entity.js";
import {
  pagesPerStatement,
  SitePageRepository,
  type SiteRank,
  type SiteSelectionKey,
} from "./site-page.repository.js";

const october = 24_321;
const undetermined = october - 1;
const open = october + 1;
const everywhere = { communes: ["77288", "77285"] };

let store: DataSource;
let contributions: SitePageRepository;

/** reference, dwellings, commune, priority district, level in October. */
const sites: [string, number, string, string | null, number][] = [
  ["A", 50, "77288", "QP1", 3],
  ["B", 80, "77288", null, 3],
  ["C", 80, "77285", "QP1", 3],
  ["a", 50, "77285", null, 3],
  ["D", 20, "77285", null, 4],
  ["E", 900, "77288", null, 1],
  ["F", 10, "77999", null, 4],
];

beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  contributions = new SitePageRepository(store.manager);
  await store.getRepository(SiteRow).insert(
    sites.map(([reference, dwellings, commune, priorityDistrict], index) => {
      return { id: index + 1, reference, name: reference, commune, priorityDistrict, dwellings };
    }),
  );
  await store.getRepository(ClassificationRow).insert(
    sites.flatMap(([, , , , level], index) => {
      const run = { siteId: index + 1, computedLevel: level, heldLevel: level, since: october };
      return [
        { ...run, level: 2, fromMonth: october - 5, toMonth: october - 1 },
        { ...run, level, fromMonth: october, toMonth: 1_000_000 },
      ];
    }),
  );
  await store.getRepository(ClosedMonthRow).insert([{ month: october }, { month: undetermined }]);
  await store.query(
    `INSERT INTO level_tally
     SELECT month, commune, coalesce(priority_district, ''), CASE month WHEN $1::integer THEN level ELSE 0 END,
       count(*), sum(dwellings)
     FROM site JOIN classification ON site_id = id AND from_month = $1::integer, unnest(ARRAY[$1::integer, $2::integer]) AS month
     GROUP BY 1, 2, 3, 4`,
    [october, undetermined],
  );
});

afterAll(() => store.destroy());

async function references(levels: number[] | null, first: number, after: SiteRank | null = null) {
  const page = await contributions.sitesByLevel(everywhere, october, levels, first, after);
  return [page.sites.map(({ reference }) => reference).join(" "), page.matching];
}

it("orders sites by level, dwellings, then reference byte by byte", async () => {
  expect(await references(null, 10)).toEqual(["D B C A a E", 6]);
  expect(await references([3, 4], 3)).toEqual(["D B C", 5]);
  expect(await references([2], 3)).toEqual(["", 0]);
});

it("goes on after any site, and says how many match on every page", async () => {
  const whole = (await contributions.sitesByLevel(everywhere, october, null, 10, null)).sites;
  for (const [index, site] of whole.entries()) {
    const rest = whole.slice(index + 1, index + 3).map(({ reference }) => reference);
    expect(await references(null, 2, site)).toEqual([rest.join(" "), 6]);
  }
  expect(await references([4], 2, whole[1])).toEqual(["", 1]);
});

it("selects a priority district across communes", async () => {
  const page = await contributions.sitesByLevel(
    { priorityDistrict: "QP1" },
    october,
    null,
    5,
    null,
  );
  expect(page).toEqual({
    sites: [
      { siteId: 3, level: 3, dwellings: 80, reference: "C" },
      { siteId: 1, level: 3, dwellings: 50, reference: "A" },
    ],
    matching: 2,
    isClosed: true,
  });
});

it("lists undetermined sites without a level, and none in an open month", async () => {
  const page = await contributions.sitesByLevel(everywhere, undetermined, null, 2, null);
  expect(page).toMatchObject({
    sites: [
      { level: null, reference: "E" },
      { level: null, reference: "B" },
    ],
    matching: 6,
  });
  const next = await contributions.sitesByLevel(
    everywhere,
    undetermined,
    null,
    2,
    page.sites[1] ?? null,
  );
  expect(next.sites.map(({ reference }) => reference)).toEqual(["C", "A"]);
  expect(await contributions.sitesByLevel(everywhere, undetermined, [1, 2], 2, null)).toEqual({
    sites: [],
    matching: 0,
    isClosed: true,
  });
  expect(await contributions.sitesByLevel(everywhere, open, null, 2, null)).toEqual({
    sites: [],
    matching: 0,
    isClosed: false,
  });
});

it("answers several selections at once, in their order", async () => {
  const key = { part: everywhere, month: october, first: 1, after: null };
  const pages = await contributions.findPages([
    { ...key, levels: [1] },
    { ...key, levels: [2] },
    { ...key, levels: [4], month: open },
    { ...key, levels: [4] },
  ]);
  expect(pages.map(({ sites: [first], matching }) => [first?.reference, matching])).toEqual([
    ["E", 1],
    [undefined, 0],
    [undefined, 0],
    ["D", 1],
  ]);
});

it("answers more selections than a statement holds, each as it is answered alone", async () => {
  const places = [everywhere, { communes: ["77285"] }, { priorityDistrict: "QP1" }];
  const after = { level: 3, dwellings: 80, reference: "B" };
  const keys: SiteSelectionKey[] = Array.from(
    { length: 2 * pagesPerStatement + 1 },
    (_, index) => ({
      part: places[index % 3] ?? everywhere,
      month: index % 7 === 0 ? undetermined : october,
      levels: index % 2 === 0 ? null : [3, 4],
      first: 1 + (index % 4),
      after: index % 5 === 0 ? after : null,
    }),
  );
  const alone = [];
  for (const { part, month, levels, first, after: from } of keys) {
    alone.push(await contributions.sitesByLevel(part, month, levels, first, from));
  }
  expect(await contributions.findPages(keys)).toEqual(alone);
});

it("sends statements of bounded length one after the other, however many pages are asked for", async () => {
  const sent: { readonly length: number; readonly values: number }[] = [];
  let open = 0;
  let mostOpen = 0;
  const query: EntityManager["query"] = async (text: string, values: unknown[] = []) => {
    sent.push({ length: text.length, values: values.length });
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const rows = await store.manager.query(text, values);
    open -= 1;
    return rows;
  };
  const repository = new SitePageRepository({ query } as EntityManager);
  const key = { part: everywhere, month: october, levels: null, first: 2, after: null };
  await repository.findPages(Array.from({ length: pagesPerStatement }, () => key));
  const [whole] = sent.splice(0);
  const pages = await repository.findPages(
    Array.from({ length: 10 * pagesPerStatement }, () => key),
  );
  expect(pages).toHaveLength(10 * pagesPerStatement);
  expect(sent).toEqual(Array.from({ length: 10 }, () => whole));
  expect(mostOpen).toBe(1);
});
