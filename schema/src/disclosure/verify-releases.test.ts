import { grid1 } from "../grid/grid-1.js";
import { makeRelease } from "./make-release.js";
import type { Release, ReleasedLine } from "./release.js";
import { verifyReleases } from "./verify-releases.js";

const rule = {
  threshold: 5,
  grid: grid1,
  families: ["DAMAGE", "PROPERTY"],
  key: "a secret".padEnd(32),
};
const months = Array.from({ length: 12 }, (_, index) => 24_000 + index);
const sites = ["a", "b", "c"].map((id) => ({ id, place: "here", dwellings: 60 }));

function closed(
  former: readonly Release[],
  of: readonly number[],
  counts: readonly number[],
): Release {
  return makeRelease(rule, former, {
    months: of,
    closedMonths: months,
    sites,
    counts: counts.map((incidents, index) => ({
      site: sites[index]?.id ?? "",
      month: 24_000,
      family: "DAMAGE",
      incidents,
    })),
  });
}

function problems(releases: readonly Release[]): string[] {
  return verifyReleases(rule, sites, releases).map(
    ({ release, site, problem }) => `${release} ${site ?? "subtotal"} ${problem}`,
  );
}

/** The release with its only line made otherwise. */
function tampered(release: Release, change: (line: ReleasedLine) => ReleasedLine): Release {
  return { ...release, lines: release.lines.map(change) };
}

const first = closed([], months, [3, 9, 12]);
const second = closed([first], [24_000], [6, 9, 2]);

it("finds nothing in releases as they are made", () => {
  expect(first.lines).toHaveLength(1);
  expect(second.lines).toHaveLength(1);
  expect(problems([first])).toEqual([]);
  expect(problems([first, second])).toEqual([]);
});

it("finds a small number that is shown", () => {
  const shown = tampered(first, (line) => ({
    ...line,
    cells: line.cells.map((cell) => ({ ...cell, isWithheld: false })),
  }));
  expect(problems([shown])).toEqual(["0 a SMALL_NUMBER_SHOWN"]);
});

it("finds a small subtotal that is shown", () => {
  const small = closed([], months, [2, 1, 0]);
  const shown = tampered(small, (line) => ({ ...line, isSubtotalWithheld: false }));
  expect(problems([shown])).toEqual(["0 subtotal SMALL_NUMBER_SHOWN"]);
});

it("finds a small number that its subtotal gives back, and whether that is recorded", () => {
  const lone = tampered(first, (line) => ({
    ...line,
    cells: line.cells.map((cell) => ({ ...cell, isWithheld: cell.site === "a" })),
  }));
  expect(problems([lone])).toEqual(["0 a GIVEN_BACK"]);
  const pinned = { site: "a", place: "here", month: 24_000, family: "DAMAGE", release: 0 };
  expect(problems([{ ...lone, pinned: [pinned] }])).toEqual(["0 a GIVEN_BACK_BY_A_LEVEL"]);
});

it("finds what was withheld and is shown after a correction", () => {
  const shown = tampered(second, (line) => ({
    ...line,
    cells: line.cells.map((cell) => (cell.site === "a" ? { ...cell, isWithheld: false } : cell)),
  }));
  expect(problems([first, shown])).toContain("1 a SHOWN_AFTER_IT_WAS_WITHHELD");
});

it("finds a level whose gates are not those of its counts", () => {
  const wrong = {
    ...first,
    levels: first.levels.map((each) =>
      each.site === "a" && each.month === 24_011
        ? { ...each, met: each.met.map((isMet) => !isMet) }
        : each,
    ),
  };
  expect(verifyReleases(rule, sites, [wrong])).toContainEqual({
    ...{ site: "a", place: null, month: 24_011, family: null, release: 0 },
    problem: "WRONG_LEVEL",
  });
});

it("does not recompute a level whose counts may have been purged", () => {
  const closing = { months, closedMonths: months, sites };
  const counts = months.map((month) => ({ site: "a", month, family: "DAMAGE", incidents: 5 }));
  const whole = makeRelease(rule, [], { ...closing, counts });
  const purged = { ...whole, lines: whole.lines.filter(({ month }) => month > 24_002) };
  expect(problems([purged])).toEqual([]);
});
