import type { Convention } from "@palier/schema";
import type { Course } from "../course/course.js";
import { recordStyleOf } from "../file/record-styles.js";
import type { DemonstrationSite } from "../record/demonstration.js";
import { Random } from "../record/random.js";
import { siteLocator } from "./locate-site.js";
import { siteNames, streetNames } from "./names.js";
import { planSites } from "./plan-sites.js";
import { compareTexts } from "./stock-part.js";

export interface GeneratedSite {
  readonly slug: string;
  readonly site: DemonstrationSite;
  readonly course: Course;
}

/** Every site of every landlord, ordered by landlord and reference. */
export function generateSites(convention: Convention, seed: number): GeneratedSite[] {
  const random = new Random(seed, "sites");
  const nameSite = siteNames(random);
  const nameStreet = streetNames(random);
  const locate = siteLocator(convention);
  const ranks = new Map<string, number>();
  // Shuffled, so that no reference tells which sites were planned first.
  const sites = random.shuffle(planSites(convention, seed)).map(({ part, dwellings, course }) => {
    const rank = (ranks.get(part.slug) ?? 0) + 1;
    ranks.set(part.slug, rank);
    return {
      slug: part.slug,
      site: {
        reference: recordStyleOf(part.slug).siteReference(rank, part.commune),
        name: nameSite(),
        commune: part.commune,
        priorityDistrict: part.priorityDistrict,
        address: `${random.integer(1, 48)} ${nameStreet()}`,
        ...locate(part, random),
        dwellings,
      },
      course,
    };
  });
  return sites.sort(
    (one, other) =>
      compareTexts(one.slug, other.slug) || compareTexts(one.site.reference, other.site.reference),
  );
}
