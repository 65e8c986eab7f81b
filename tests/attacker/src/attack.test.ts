import { grid1, type Release, shownOf } from "@palier/schema";
import { attack } from "./attack.js";
import {
  attackLandlord,
  largestPinnedShare,
  naively,
  released,
  stories,
  wrongIn,
} from "./attacked-landlord.js";
import { families } from "./random-landlord.js";

type ReleasedLine = Release["lines"][number];

const seedsInTheGate = 4;
const january = 24_000;
const months = Array.from({ length: 12 }, (_, index) => january + index);

/** What is computed of a landlord whose release withholds small numbers and nothing else. */
function computedOf(
  counts: readonly (readonly [site: string, month: number, family: string, count: number])[],
  levels: Release["levels"] = [],
): string[] {
  const keys = [...new Set(counts.map(([, month, family]) => `${month} ${family}`))];
  const lines = keys.map((key): Release["lines"][number] => {
    const own = counts.filter(([, month, family]) => `${month} ${family}` === key);
    const [, month = 0, family = ""] = own[0] ?? [];
    return {
      place: "here",
      month: january + month,
      family,
      isSubtotalWithheld: own.reduce((sum, [, , , count]) => sum + count, 0) < 5,
      isRestated: false,
      cells: own.map(([site, , , count]) => ({ site, count, isWithheld: count < 5 })),
    };
  });
  const cells = { shown: 0, zeros: 0, small: 0, further: 0 };
  const release = {
    ...{ step: 0, threshold: 5, months, closedMonths: months, lines, levels },
    ...{ withdrawn: [], balanced: [], pinned: [], cells },
  };
  return attack({
    windowMonths: 12,
    gates: grid1.gates,
    families,
    divisions: [],
    releases: [shownOf(release, grid1)],
  }).map(({ site, month, family, value }) => `${site} ${month - january} ${family} ${value}`);
}

/** A second gate that is met, and no other. */
function level(site: string, dwellings: number): Release["levels"][number] {
  return {
    site,
    month: january + 11,
    dwellings,
    counted: [site],
    met: [false, false, true],
    areGatesWithheld: false,
  };
}

describe("a naive release", () => {
  it("gives a lone small number back by its subtotal", () => {
    const counts = [["a", 0, "DAMAGE", 3] as const, ["b", 0, "DAMAGE", 8] as const];
    expect(computedOf(counts)).toEqual(["a 0 DAMAGE 3"]);
  });

  it("gives numbers back by gates that are just met", () => {
    // With one incivility fewer neither site would have enough for its dwellings.
    const counts = ["a", "b"].flatMap((site) => [
      [site, 0, "INCIVILITY", site === "a" ? 1 : 4] as const,
      [site, 1, "INCIVILITY", 5] as const,
      [site, 2, "INCIVILITY", 5] as const,
    ]);
    expect(computedOf(counts)).toEqual([]);
    const met = [level("a", 275), level("b", 350)];
    expect(computedOf(counts, met)).toEqual(["a 0 INCIVILITY 1", "b 0 INCIVILITY 4"]);
    expect(computedOf(counts, [level("a", 275)])).toEqual([]);
  });
});

describe.each(stories)("a landlord released %s", (story) => {
  it("keeps two values for every small number that is not recorded as pinned, and tells no other wrongly", () => {
    let small = 0;
    let pinned = 0;
    for (let seed = 1; seed <= seedsInTheGate; seed += 1) {
      const attacked = attackLandlord(seed, story);
      expect([seed, attacked.leaked, attacked.wrong]).toEqual([seed, [], []]);
      small += attacked.small;
      pinned += attacked.pinned;
    }
    expect(small).toBeGreaterThan(20 * seedsInTheGate);
    expect(pinned).toBeLessThan(largestPinnedShare * small);
  });
});

describe("releases that are not as they should be", () => {
  const made = released(1, "REOPENED");
  const changed = (change: (line: ReleasedLine) => ReleasedLine) => ({
    ...made,
    releases: made.releases.map((release) => ({ ...release, lines: release.lines.map(change) })),
  });

  it.each(stories)("are told when they withhold small numbers alone, %s", (story) => {
    const { leaked, small, wrong } = attackLandlord(2, story, naively(released(2, story)));
    expect(leaked.length).toBeGreaterThan(small / 20);
    expect(wrong).toEqual([]);
  });

  it("are told when they show everything", () => {
    const wrong = wrongIn(
      changed((line) => ({
        ...line,
        isSubtotalWithheld: false,
        cells: line.cells.map((cell) => ({ ...cell, isWithheld: false })),
      })),
    );
    expect(wrong.length).toBeGreaterThan(20);
  });

  it("are told when they leave a line out", () => {
    const releases = made.releases.map((release) => ({
      ...release,
      lines: release.lines.slice(1),
    }));
    expect(wrongIn({ ...made, releases }).length).toBeGreaterThan(0);
  });

  it("are told when one shown number is off by one", () => {
    const [first] = made.releases.flatMap(({ lines }) => lines).filter(isShownWhole);
    const wrong = wrongIn(
      changed((line) =>
        line !== first
          ? line
          : {
              ...line,
              cells: line.cells.map((cell, at) => ({
                ...cell,
                count: cell.count + Number(at === 0),
              })),
            },
      ),
    );
    // The number, and the subtotal that goes with it.
    expect(wrong).toHaveLength(2);
  });
});

function isShownWhole({ cells, isSubtotalWithheld }: ReleasedLine): boolean {
  return !isSubtotalWithheld && cells.length > 0 && cells.every(({ isWithheld }) => !isWithheld);
}
