import { grid1, makeRelease, type Release, shownOf } from "@palier/schema";
import { attack, type Given } from "./attack.js";
import type { Published } from "./published.js";
import { closingsOf, families, randomLandlord, reopened } from "./random-landlord.js";

const threshold = 5;

export type Story = "AT_ONCE" | "MONTH_BY_MONTH" | "REOPENED";

/** What an attacker got out of one landlord, against what its releases own up to. */
export interface Attacked {
  readonly small: number;
  readonly pinned: number;
  /** Small numbers that were computed, and are not recorded as pinned. */
  readonly leaked: readonly string[];
  /** Recorded as pinned, and not computed. */
  readonly unfounded: readonly string[];
  readonly gatesWithheld: number;
}

export function attackLandlord(seed: number, story: Story): Attacked {
  const releases = releasesOf(seed, story);
  const { sites } = randomLandlord(seed);
  const published: Published = {
    threshold,
    windowMonths: grid1.windowMonths,
    gates: grid1.gates,
    families,
    sites,
    releases: JSON.parse(JSON.stringify(releases.map((release) => shownOf(release, grid1)))),
  };
  const given = attack(published);
  const leaked = given.filter(({ value }) => value > 0 && value < threshold).map(nameOf);
  const pinned = releases.flatMap((release) => release.pinned.map(nameOf));
  return {
    small: releases.flatMap(({ lines }) =>
      lines.flatMap(({ cells }) => cells.filter(({ count }) => count > 0 && count < threshold)),
    ).length,
    pinned: pinned.length,
    leaked: leaked.filter((name) => !pinned.includes(name)),
    unfounded: pinned.filter((name) => !leaked.includes(name)),
    gatesWithheld: releases.flatMap(({ levels }) =>
      levels.filter(({ areGatesWithheld }) => areGatesWithheld),
    ).length,
  };
}

function releasesOf(seed: number, story: Story): Release[] {
  const landlord = randomLandlord(seed);
  const rule = { threshold, grid: grid1, families, key: `key-${seed}` };
  const closings = closingsOf(landlord, story === "MONTH_BY_MONTH");
  if (story === "REOPENED") closings.push(reopened(landlord, seed + 1));
  const releases: Release[] = [];
  for (const closing of closings) releases.push(makeRelease(rule, releases, closing));
  return releases;
}

function nameOf({ release, site, place, month, family }: Omit<Given, "value">): string {
  return `${release}: ${site ?? place} ${month} ${family}`;
}
