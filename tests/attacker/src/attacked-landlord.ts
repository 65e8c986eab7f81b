import { type Closing, grid1, makeRelease, type Release, shownOf } from "@palier/schema";
import { attack, type Given } from "./attack.js";
import type { Published } from "./published.js";
import { closingsOf, families, randomLandlord, reopened } from "./random-landlord.js";
import { wrongFigures } from "./wrong-figures.js";

const threshold = 5;

export const stories = ["AT_ONCE", "MONTH_BY_MONTH", "REOPENED", "REOPENED_THEN_CLOSED"] as const;
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
  const given = attack(publishedOf(seed, releases));
  const leaked = given.filter(({ value }) => value > 0 && value < threshold).map(nameOf);
  const pinned = releases.flatMap((release) => release.pinned.map(nameOf));
  return {
    small: smallIn(releases),
    pinned: pinned.length,
    leaked: leaked.filter((name) => !pinned.includes(name)),
    unfounded: pinned.filter((name) => !leaked.includes(name)),
    wrong: wrongIn(seed, made),
    gatesWithheld: releases.flatMap(({ levels }) =>
      levels.filter(({ areGatesWithheld }) => areGatesWithheld),
    ).length,
  };
}

/** What is shown and is small, or not what the record says. */
export function wrongIn(seed: number, { closings, releases }: Released): string[] {
  return wrongFigures(publishedOf(seed, releases), closings);
}

export function released(seed: number, story: Story): Released {
  const landlord = randomLandlord(seed);
  const rule = { threshold, grid: grid1, families, key: `key ${seed}`.padEnd(32) };
  const closings = actsOf(landlord, story, seed + 1);
  const releases: Release[] = [];
  for (const closing of closings) releases.push(makeRelease(rule, releases, closing));
  return { closings, releases };
}

function actsOf(
  landlord: ReturnType<typeof randomLandlord>,
  story: Story,
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

function publishedOf(seed: number, releases: readonly Release[]): Published {
  return {
    threshold,
    windowMonths: grid1.windowMonths,
    gates: grid1.gates,
    families,
    sites: randomLandlord(seed).sites,
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
      isSubtotalWithheld: isSmall(subtotalOf(line)),
      cells: line.cells.map((cell) => ({ ...cell, isWithheld: isSmall(cell.count) })),
    })),
    levels: release.levels.map((level) => ({ ...level, areGatesWithheld: false })),
  };
}

function smallIn(releases: readonly Release[]): number {
  const lines = releases.flatMap((release) => release.lines);
  const counts = lines.flatMap((line) => [
    subtotalOf(line),
    ...line.cells.map(({ count }) => count),
  ]);
  return counts.filter(isSmall).length;
}

function subtotalOf({ cells }: Release["lines"][number]): number {
  return cells.reduce((sum, { count }) => sum + count, 0);
}

function isSmall(count: number): boolean {
  return count > 0 && count < threshold;
}

function nameOf({ release, site, place, month, family }: Omit<Given, "value">): string {
  return `${release}: ${site ?? place} ${month} ${family}`;
}
