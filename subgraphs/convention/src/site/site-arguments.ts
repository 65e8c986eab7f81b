import {
  BadUserInputError,
  largestPage,
  parseSiteCursor,
  type SiteSelection,
} from "@palier/schema";

/** Arguments of `Territory.sites`. */
export interface SiteArguments {
  readonly levels?: readonly number[] | null;
  readonly landlord?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

/** A selection of sites without the territory and month it is made in. */
export type SiteFilter = Pick<SiteSelection, "levels" | "landlord" | "first" | "after">;

/**
 * @param slugs Landlords of the convention.
 * @throws BadUserInputError naming, for each argument that cannot be used, what would be right.
 */
export function siteFilter(args: SiteArguments, slugs: readonly string[]): SiteFilter {
  const { levels = null, landlord = null, first, after = null } = args;
  const place = after === null ? null : parseSiteCursor(after);
  const problems = [
    levels !== null && !areLevels(levels) && "`levels` must name each of 1 to 4 at most once",
    landlord !== null && !slugs.includes(landlord) && `\`landlord\` must be ${oneOf(slugs)}`,
    (first < 1 || first > largestPage) && `\`first\` must be from 1 to ${largestPage}`,
    after !== null && place === null && "`after` must be the cursor of an edge of this list",
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new BadUserInputError(problems.join("; "));
  return { levels: levels?.toSorted() ?? null, landlord, first, after: place };
}

function areLevels(levels: readonly number[]): boolean {
  const known = levels.every((level) => level >= 1 && level <= 4);
  return known && levels.length > 0 && new Set(levels).size === levels.length;
}

function oneOf(slugs: readonly string[]): string {
  return slugs.length === 1 ? `${slugs[0]}` : `one of ${slugs.join(", ")}`;
}
