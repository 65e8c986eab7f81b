import {
  broughtPlace,
  type Closing,
  grid1,
  makeRelease,
  type Release,
  shownOf,
} from "@palier/schema";
import { attack, type Given } from "./attack.js";
import type { Published } from "./published.js";
import { closingsOf, families, randomLandlord, reopened } from "./random-landlord.js";
import { type Act, randomLife } from "./random-life.js";
import { wrongFigures } from "./wrong-figures.js";

export const stories = [
  "AT_ONCE",
  "MONTH_BY_MONTH",
  "REOPENED",
  "REOPENED_THEN_CLOSED",
  "LIVED",
] as const;
export type Story = (typeof stories)[number];

/** Of the small numbers, what may be recorded as pinned: measured below half of it. */
export const largestPinnedShare = 0.02;

/** What an attacker got out of one landlord, against what its releases own up to. */
export interface Attacked {
  /** Cells and subtotals. */
  readonly small: number;
  readonly pinned: number;
  /** Small numbers that were computed, and are not recorded as pinned. */
  readonly leaked: readonly string[];
  /** Recorded as pinned, and not computed. */
  readonly unfounded: readonly string[];
  /** Shown, and small or not what the record says. */
  readonly wrong: readonly string[];
  readonly gatesWithheld: number;
}

/** The acts of a landlord, and the release of each. */
export interface Released {
  readonly closings: readonly Closing[];
  readonly releases: readonly Release[];
}

/** @param made Other releases than those that the landlord makes, for the attack itself to be tried. */
export function attackLandlord(
  seed: number,
  story: Story,
  made: Released = released(seed, story),
): Attacked {
  const { releases } = made;
  const small = smallIn(made);
  const given = attack(publishedOf(made), (name) => small.has(nameOf(name)));
  const leaked = given.map(nameOf);
  const pinned = releases.flatMap((release) => release.pinned.map(nameOf));
  return {
    small: small.size,
    pinned: pinned.length,
    leaked: leaked.filter((name) => !pinned.includes(name)),
    unfounded: pinned.filter((name) => !leaked.includes(name)),
    wrong: wrongIn(made),
    gatesWithheld: releases.flatMap(({ levels }) =>
      levels.filter(({ areGatesWithheld }) => areGatesWithheld),
    ).length,
  };
}

/** What is shown and is small, or not what the record says. */
export function wrongIn({ closings, releases }: Released): string[] {
  return wrongFigures(
    publishedOf({ closings, releases }),
    closings,
    releases.map((release) => release.threshold),
  );
}

export function released(seed: number, story: Story): Released {
  const acts = story === "LIVED" ? randomLife(seed) : actsOf(story, seed);
  const rule = { grid: grid1, families, key: `key ${seed}`.padEnd(32) };
  const releases: Release[] = [];
  for (const { closing, threshold } of acts) {
    releases.push(makeRelease({ ...rule, threshold }, releases, closing));
  }
  return { closings: acts.map(({ closing }) => closing), releases };
}

function actsOf(story: Exclude<Story, "LIVED">, seed: number): readonly Act[] {
  const closings = closingsIn(randomLandlord(seed), story, seed + 1);
  return closings.map((closing) => ({ closing, threshold: 5 }));
}

function closingsIn(
  landlord: ReturnType<typeof randomLandlord>,
  story: Exclude<Story, "LIVED">,
  seed: number,
): readonly Closing[] {
  const { months } = landlord;
  const oneByOne = (of: readonly number[]) => of.map((month) => [month]);
  if (story === "AT_ONCE") return closingsOf(landlord, [months]);
  if (story === "MONTH_BY_MONTH") {
    return closingsOf(landlord, [months.slice(0, 12), ...oneByOne(months.slice(12))]);
  }
  if (story === "REOPENED") {
    return [...closingsOf(landlord, [months]), reopened(landlord, months, seed)];
  }
  const before = months.slice(0, -3);
  return [
    ...closingsOf(landlord, [before]),
    reopened(landlord, before, seed),
    ...closingsOf(landlord, oneByOne(months.slice(-3))),
  ];
}

function publishedOf({ closings, releases }: Released): Published {
  const sites = closings.at(-1)?.sites ?? [];
  return {
    windowMonths: grid1.windowMonths,
    gates: grid1.gates,
    families,
    divisions: sites.flatMap(({ id, division }) =>
      division === undefined ? [] : [{ site: id, ...division }],
    ),
    releases: JSON.parse(JSON.stringify(releases.map((release) => shownOf(release, grid1)))),
  };
}

/** The same, had the landlord withheld small numbers and nothing else. */
export function naively({ closings, releases }: Released): Released {
  return { closings, releases: releases.map(smallWithheldOnly) };
}

function smallWithheldOnly(release: Release): Release {
  return {
    ...release,
    pinned: [],
    lines: release.lines.map((line) => ({
      ...line,
      isSubtotalWithheld: isSmall(subtotalOf(line), release.threshold),
      cells: line.cells.map((cell) => ({
        ...cell,
        isWithheld: isSmall(cell.count, release.threshold),
      })),
    })),
    levels: release.levels.map((level) => ({ ...level, areGatesWithheld: false })),
  };
}

/**
 * What sites of other landlords had together before they came is no number that anybody has, and what came with
 * a part of a split one is said of the whole.
 */
function smallIn({ closings, releases }: Released): ReadonlySet<string> {
  const sites = closings.at(-1)?.sites ?? [];
  const parts = new Set(sites.flatMap(({ id, division }) => (division === undefined ? [] : id)));
  const found = releases.flatMap(({ step, threshold, lines }) =>
    lines.flatMap((line) => {
      const { place, month, family, cells } = line;
      const isBrought = place === broughtPlace;
      const own = cells.filter(({ site }) => !isBrought || !parts.has(site));
      const subtotal = { site: null, count: isBrought ? 0 : subtotalOf(line) };
      return [...own, subtotal]
        .filter(({ count }) => isSmall(count, threshold))
        .map(({ site }) => nameOf({ release: step, site, place, month, family }));
    }),
  );
  return new Set(found);
}

function subtotalOf({ cells }: Release["lines"][number]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}

function isSmall(count: number, threshold: number): boolean {
  return count > 0 && count < threshold;
}

function nameOf({ release, site, place, month, family }: Omit<Given, "value">): string {
  return `${release}: ${site ?? place} ${month} ${family}`;
}
