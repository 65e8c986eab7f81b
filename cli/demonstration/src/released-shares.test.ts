import {
  type Closing,
  familyOf,
  makeRelease,
  monthOfDay,
  type Release,
  type SiteCount,
} from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";
import { generateDemonstration } from "./generate-demonstration.js";
import type { LandlordRecords } from "./record/demonstration.js";

const convention = readConvention(demonstrationConvention);
const { threshold } = convention.disclosure;
const demonstration = generateDemonstration(convention);
const { rules, months } = demonstration;
const families = [
  ...new Set([...rules.nomenclature.categories.values()].map((each) => each.family)),
];

/** Of what readers may be shown, how much they are; from one closing of all months by each landlord. */
function shares(records: readonly LandlordRecords[]) {
  const shown = { zeros: 0, numbers: 0, subtotals: 0, communes: 0, largeCommunes: 0 };
  const all = { zeros: 0, numbers: 0, subtotals: 0, communes: 0, largeCommunes: 0 };
  let pinned = 0;
  for (const landlord of records) {
    const release = releaseOf(landlord);
    pinned += release.pinned.length;
    for (const { count, isWhole } of communeSubtotals(landlord, release)) {
      if (count > 0 && count < threshold) continue;
      all.communes += 1;
      shown.communes += Number(isWhole);
      all.largeCommunes += Number(count > 0);
      shown.largeCommunes += Number(count > 0 && isWhole);
    }
    const zeros = landlord.sites.length * months.length * families.length;
    all.zeros += zeros;
    shown.zeros += zeros;
    for (const { cells, isSubtotalWithheld } of release.lines) {
      for (const { count, isWithheld } of cells) {
        if (count > 0) all.zeros -= 1;
        if (count > 0 || isWithheld) shown.zeros -= 1;
        if (count >= threshold) all.numbers += 1;
        if (count >= threshold && !isWithheld) shown.numbers += 1;
      }
      if (cells.reduce((sum, { count }) => sum + count, 0) < threshold) continue;
      all.subtotals += 1;
      if (!isSubtotalWithheld) shown.subtotals += 1;
    }
  }
  return {
    zeros: shown.zeros / all.zeros,
    numbers: shown.numbers / all.numbers,
    subtotals: shown.subtotals / all.subtotals,
    communes: shown.communes / all.communes,
    largeCommunes: shown.largeCommunes / all.largeCommunes,
    pinned,
  };
}

/** Of a landlord's sites in each commune, month and family: readers have it whole where no place of it is withheld. */
function communeSubtotals({ sites }: LandlordRecords, { lines }: Release) {
  const communes = new Set(sites.map(({ commune }) => commune));
  const found = new Map(
    [...communes].flatMap((commune) =>
      months.flatMap((month) =>
        families.map((family): [string, { count: number; isWhole: boolean }] => [
          `${commune} ${month} ${family}`,
          { count: 0, isWhole: true },
        ]),
      ),
    ),
  );
  for (const { place, month, family, cells, isSubtotalWithheld } of lines) {
    const key = `${place.split("/")[0]} ${month} ${family}`;
    const { count, isWhole } = found.get(key) ?? { count: 0, isWhole: true };
    found.set(key, {
      count: cells.reduce((sum, cell) => sum + cell.count, count),
      isWhole: isWhole && !isSubtotalWithheld,
    });
  }
  return [...found.values()];
}

function familyOfCategory(category: string): string {
  const family = familyOf(rules.nomenclature, category);
  if (family === undefined) throw new Error(`no family for ${category}`);
  return family;
}

function releaseOf({ slug, sites, incidents }: LandlordRecords): Release {
  const counts = incidents.map(
    ({ site, day, category }): SiteCount => ({
      site,
      month: monthOfDay(day),
      family: familyOfCategory(category),
      incidents: 1,
    }),
  );
  const closing: Closing = {
    months,
    closedMonths: months,
    sites: sites.map(({ reference, commune, priorityDistrict, dwellings }) => ({
      id: reference,
      place: `${commune}/${priorityDistrict ?? ""}`,
      dwellings,
    })),
    counts,
  };
  return makeRelease({ threshold, grid: rules.grid, families, key: slug.padEnd(32) }, [], closing);
}

it("shows most true zeros, numbers from the threshold on and subtotals of places and communes", () => {
  const { zeros, numbers, subtotals, pinned, communes, largeCommunes } = shares(
    demonstration.landlords,
  );
  expect(zeros).toBeGreaterThan(0.99);
  expect(numbers).toBeGreaterThan(0.9);
  expect(subtotals).toBeGreaterThan(0.95);
  expect(communes).toBeGreaterThan(0.93);
  // Most of the larger ones lack a place in which there were few: what is small by itself is not shown.
  expect(largeCommunes).toBeGreaterThan(0.4);
  expect(pinned).toBeLessThanOrEqual(3);
});
