import { grid1, makeRelease, type Release, shownOf } from "@palier/schema";
import { attack } from "./attack.js";
import { families, randomOf } from "./random-landlord.js";

const threshold = 5;
const january = 24_000;
const months = Array.from({ length: 12 }, (_, index) => january + index);

/** What is withheld besides small numbers: the cell of a site, or with null the subtotal. */
interface Further {
  readonly line: number;
  readonly site: string | null;
}

/** A table of up to five sites and five months, of which most sites stand about their gate. */
export function smallRelease(seed: number): Release {
  const random = randomOf(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const closed = months.slice(0, whole(2, 5));
  const rows = Array.from({ length: whole(2, 5) }, (_, index) => {
    const counts = closed.map(() => {
      const kind = random();
      if (kind < 0.4) return 0;
      return kind < 0.75 ? whole(1, 4) : whole(5, 12);
    });
    const all = counts.reduce((sum, count) => sum + count, 0);
    return { id: `site-${index}`, counts, dwellings: 25 * (all + whole(0, 1)) };
  });
  return makeRelease({ threshold, grid: grid1, families, key: `key ${seed}`.padEnd(32) }, [], {
    months,
    closedMonths: months,
    sites: rows.map(({ id, dwellings }) => ({ id, place: "here", dwellings })),
    counts: rows.flatMap(({ id, counts }) =>
      counts.map((incidents, index) => ({
        site: id,
        month: january + index,
        family: "INCIVILITY",
        incidents,
      })),
    ),
  });
}

/** What a release withholds besides small numbers. */
export function furtherOf({ lines }: Release): Further[] {
  return lines.flatMap(({ cells, isSubtotalWithheld }, line) => {
    const subtotal = cells.reduce((sum, { count }) => sum + count, 0);
    const own = cells
      .filter(({ count, isWithheld }) => isWithheld && !isSmall(count))
      .map(({ site }): Further => ({ line, site }));
    return isSubtotalWithheld && !isSmall(subtotal) ? [...own, { line, site: null }] : own;
  });
}

/** Whether so many further cells, whichever they are, leave the attacker no small number. */
export function isEnough(release: Release, size: number): boolean {
  const sites = [...new Set(release.levels.map(({ site }) => site))];
  const choices = release.lines.flatMap((_, line): Further[] =>
    [...sites, null].map((site) => ({ line, site })),
  );
  return subsets(choices, size).some((further) => {
    const given = attack({
      threshold,
      windowMonths: grid1.windowMonths,
      gates: grid1.gates,
      families,
      sites: sites.map((id) => ({ id, place: "here" })),
      releases: [shownOf(withheldOnly(release, sites, further), grid1)],
    });
    return given.every(({ value }) => !isSmall(value));
  });
}

function withheldOnly(
  release: Release,
  sites: readonly string[],
  further: readonly Further[],
): Release {
  const lines = release.lines.map((line, index) => {
    const isFurther = (site: string | null) =>
      further.some((one) => one.line === index && one.site === site);
    const subtotal = line.cells.reduce((sum, { count }) => sum + count, 0);
    const cells = sites.map((site) => {
      const count = line.cells.find((cell) => cell.site === site)?.count ?? 0;
      return { site, count, isWithheld: isSmall(count) || isFurther(site) };
    });
    return { ...line, cells, isSubtotalWithheld: isSmall(subtotal) || isFurther(null) };
  });
  return { ...release, lines };
}

function isSmall(count: number): boolean {
  return count > 0 && count < threshold;
}

function subsets<T>(of: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return of.flatMap((one, index) =>
    subsets(of.slice(index + 1), size - 1).map((rest) => [one, ...rest]),
  );
}
