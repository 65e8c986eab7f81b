import type { Closing, CountedSite } from "@palier/schema";
import type { Published, PublishedCount } from "./published.js";
import { families } from "./random-landlord.js";

type PublishedLine = Published["releases"][number]["lines"][number];

/**
 * Figures that say other than the record when they were published, or show a small number: by release,
 * site or place, month and family.
 *
 * @param closings One for each release.
 * @param thresholds The same.
 */
export function wrongFigures(
  { releases }: Pick<Published, "releases">,
  closings: readonly Closing[],
  thresholds: readonly number[],
): string[] {
  const truth = new Map<string, number>();
  const said = new Map<string, { readonly line: PublishedLine; readonly threshold: number }>();
  const wrong: string[] = [];
  closings.forEach(({ months, counts, sites }, release) => {
    const line = (place: string, month: number, family: string) => `${place} ${month} ${family}`;
    for (const key of truth.keys())
      if (months.includes(Number(key.split(" ")[1]))) truth.delete(key);
    for (const { site, month, family, incidents } of counts) {
      if (!months.includes(month)) continue;
      truth.set(line(site, month, family), incidents + (truth.get(line(site, month, family)) ?? 0));
    }
    for (const each of releases[release]?.lines ?? []) {
      const threshold = thresholds[release] ?? 0;
      said.set(line(each.place, each.month, each.family), { line: each, threshold });
    }
    // What is small is by the threshold of when it was said.
    const check = (
      of: string,
      shown: PublishedCount | undefined,
      count: number,
      threshold: number,
    ) => {
      const number = shown === undefined ? 0 : shown.count;
      if (number === null) return;
      if (number !== count || (number > 0 && number < threshold)) {
        wrong.push(`${release}: ${of} shows ${number} for ${count}`);
      }
    };
    const places = new Set(
      sites.flatMap((site) => [site.place, ...(site.moves ?? []).map(({ place }) => place)]),
    );
    // What no line says is what an earlier line said, or zero.
    for (const month of months) {
      for (const place of places) {
        const own = sites.filter((site) => placeIn(site, month) === place);
        for (const family of families) {
          const { line: shown, threshold = 0 } = said.get(line(place, month, family)) ?? {};
          let subtotal = 0;
          for (const { id } of own) {
            const count = truth.get(line(id, month, family)) ?? 0;
            subtotal += count;
            const cell = shown?.cells.find(({ site }) => site === id);
            check(line(id, month, family), cell, count, threshold);
          }
          check(line(place, month, family), shown?.subtotal, subtotal, threshold);
        }
      }
    }
  });
  return wrong;
}

/** Null where another landlord had it. */
function placeIn({ place, moves = [], ownFrom }: CountedSite, month: number): string | null {
  if (month < (ownFrom ?? month)) return null;
  return moves.findLast(({ from }) => from <= month)?.place ?? place;
}
