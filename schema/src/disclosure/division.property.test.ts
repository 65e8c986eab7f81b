import fc from "fast-check";
import { apportion } from "../grid/apportion.js";
import { grid1 } from "../grid/grid-1.js";
import { type FamilyCount, reasonsAt } from "../grid/reasons.js";
import { monthsBetween } from "../ground/month.js";
import { runs } from "../testing/runs.js";
import type { CountedSite, SiteCount } from "./figures.js";
import { makeRelease } from "./make-release.js";
import type { Release, ReleasedCell } from "./release.js";
import { type ShownRelease, shownOf } from "./shown.js";
import { verifyReleases } from "./verify-releases.js";

const families = ["INCIVILITY", "TRAFFICKING"];
const rule = { threshold: 5, grid: grid1, families, key: "of a property".padEnd(32) };
const first = 24_000;
const last = first + 21;
const months = monthsBetween(first, last);
/** From then on the parts are there in place of the whole. */
const splitFrom = first + 11;
const parts = ["p", "q"];

const record = fc.record({
  shares: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  /** The second gate asks of each for one in 25 dwellings. */
  asked: fc.record({
    whole: fc.integer({ min: 6, max: 16 }),
    p: fc.integer({ min: 6, max: 12 }),
    q: fc.integer({ min: 6, max: 12 }),
  }),
  counts: fc.array(
    fc.record({
      site: fc.constantFrom("whole", "whole", "whole", "p", "q"),
      month: fc.integer({ min: 0, max: 10 }),
      family: fc.constantFrom(...families),
      incidents: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 10, maxLength: 40 },
  ),
  /** Whether the months after the split are closed one by one. */
  isSlow: fc.boolean(),
});
type Drawn = typeof record extends fc.Arbitrary<infer T> ? T : never;

/** Incidents by site, family and month, what the parts have of the whole included. */
type Table = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

function tableOf(counts: readonly SiteCount[], shares: readonly number[]): Table {
  const byFamily = (site: string) => {
    const found = Object.fromEntries(families.map((family) => [family, months.map(() => 0)]));
    for (const count of counts.filter((each) => each.site === site)) {
      const ofFamily = found[count.family] as number[];
      ofFamily[count.month - first] = (ofFamily[count.month - first] ?? 0) + count.incidents;
    }
    return found;
  };
  const table = Object.fromEntries(["whole", ...parts].map((site) => [site, byFamily(site)]));
  for (const family of families) {
    const whole = table.whole?.[family] as number[];
    apportion(whole.slice(0, splitFrom - first), shares).forEach((given, month) => {
      parts.forEach((part, index) => {
        (table[part]?.[family] as number[])[month] = given[index] as number;
      });
    });
  }
  return table;
}

function released({ shares, asked, counts: drawn, isSlow }: Drawn) {
  const sites: CountedSite[] = [
    {
      ...{ id: "whole", place: "here", dwellings: 25 * asked.whole },
      span: { from: first, to: splitFrom - 1 },
    },
    ...parts.map((id, part) => ({
      ...{ id, place: `there ${id}`, dwellings: 25 * asked[id as "p" | "q"] },
      ...{ span: { from: first, to: last }, ownFrom: splitFrom },
      division: { of: ["whole"], months: { from: first, to: splitFrom - 1 }, shares, part },
    })),
  ];
  const counts = drawn.map((count) => ({
    ...count,
    month: (count.site === "whole" ? first : splitFrom) + count.month,
  }));
  const given = Object.entries(tableOf(counts, shares)).flatMap(([site, ofSite]) =>
    incidentsOf(ofSite).map((count) => ({ site, ...count })),
  );
  const closings = isSlow
    ? [
        monthsBetween(first, splitFrom - 1),
        ...monthsBetween(splitFrom, last).map((month) => [month]),
      ]
    : [months];
  const releases: Release[] = [];
  for (const closed of closings) {
    const closedMonths = monthsBetween(first, closed.at(-1) ?? first);
    const closing = { months: closed, closedMonths, sites, counts: given };
    releases.push(makeRelease(rule, releases, closing));
  }
  return { sites, counts, shares, releases };
}

function incidentsOf(ofSite: Table[string]): FamilyCount[] {
  return Object.entries(ofSite).flatMap(([family, counts]) =>
    counts.flatMap((incidents, month) =>
      incidents === 0 ? [] : [{ month: first + month, family, incidents }],
    ),
  );
}

/** Whether every level and gate that readers were shown is as true of a table. */
function agrees(table: Table, shown: readonly ShownRelease[]): boolean {
  if (
    Object.values(table).some((of) => Object.values(of).some((counts) => Math.min(...counts) < 0))
  ) {
    return false;
  }
  const incidents = new Map(Object.entries(table).map(([site, of]) => [site, incidentsOf(of)]));
  return shown.every(({ levels, closedMonths }) =>
    levels.every(({ site, month, level, dwellings, met }) => {
      const record = { dwellings, incidents: incidents.get(site) ?? [], closedMonths };
      const reasons = reasonsAt(record, month, grid1);
      return met === null
        ? (reasons.find((reason) => reason.met)?.level ?? 1) === level
        : reasons.every((reason, gate) => reason.met === met[gate]);
    }),
  );
}

it("leaves each small number of a split site another value that the grid and the division of its parts agree with", () => {
  fc.assert(
    fc.property(record, (drawn) => {
      const { sites, counts, shares, releases } = released(drawn);
      const problems = verifyReleases(rule, sites, releases).map(({ problem }) => problem);
      expect(problems.filter((problem) => problem !== "GIVEN_BACK_BY_A_LEVEL")).toEqual([]);
      const shown = releases.map((release) => shownOf(release, grid1));
      const lines = releases.flatMap((release) => release.lines);
      const open = lines
        .filter(({ place }) => place === "here")
        .flatMap(({ month, family, cells }) =>
          cells
            .filter(({ isWithheld }: ReleasedCell) => isWithheld)
            .map(() => ({ site: "whole", month, family })),
        );
      const pinned = releases.flatMap((release) => release.pinned);
      for (const cell of open) {
        if (pinned.some(({ month, family }) => month === cell.month && family === cell.family)) {
          continue;
        }
        // Each is the only site of its place: no subtotal is shown beside a withheld number.
        const others = [1, -1].flatMap((by) => [
          [{ ...cell, incidents: by }],
          ...open
            .filter((other) => other !== cell)
            .map((other) => [
              { ...cell, incidents: by },
              { ...other, incidents: -by },
            ]),
        ]);
        const found = others.some((move) => agrees(tableOf([...counts, ...move], shares), shown));
        expect([cell.month - first, cell.family, found]).toEqual([
          cell.month - first,
          cell.family,
          true,
        ]);
      }
    }),
    { numRuns: runs(15) },
  );
});
