import type { Closing } from "@palier/schema";
import type { Published, PublishedCount } from "./published.js";
import { families } from "./random-landlord.js";

/**
 * Figures that say other than the record when they were published, or show a small number: by release,
 * site or place, month and family.
 *
 * @param closings One for each release.
 */
export function wrongFigures(
  { threshold, sites, releases }: Pick<Published, "threshold" | "sites" | "releases">,
  closings: readonly Closing[],
): string[] {
  const truth = new Map<string, number>();
  const said = new Map<string, Published["releases"][number]["lines"][number]>();
  const wrong: string[] = [];
  closings.forEach(({ months, counts }, release) => {
    const line = (place: string, month: number, family: string) => `${place} ${month} ${family}`;
    for (const key of truth.keys())
      if (months.includes(Number(key.split(" ")[1]))) truth.delete(key);
    for (const { site, month, family, incidents } of counts) {
      truth.set(line(site, month, family), incidents + (truth.get(line(site, month, family)) ?? 0));
    }
    for (const each of releases[release]?.lines ?? []) {
      said.set(line(each.place, each.month, each.family), each);
    }
    const check = (of: string, shown: PublishedCount | undefined, count: number) => {
      const number = shown === undefined ? 0 : shown.count;
      if (number === null) return;
      if (number !== count || (number > 0 && number < threshold)) {
        wrong.push(`${release}: ${of} shows ${number} for ${count}`);
      }
    };
    // What no line says is what an earlier line said, or zero.
    for (const place of new Set(sites.map((site) => site.place))) {
      const own = sites.filter((site) => site.place === place);
      for (const month of months) {
        for (const family of families) {
          const shown = said.get(line(place, month, family));
          let subtotal = 0;
          for (const { id } of own) {
            const count = truth.get(line(id, month, family)) ?? 0;
            subtotal += count;
            const cell = shown?.cells.find(({ site }) => site === id);
            check(line(id, month, family), cell, count);
          }
          check(line(place, month, family), shown?.subtotal, subtotal);
        }
      }
    }
  });
  return wrong;
}
