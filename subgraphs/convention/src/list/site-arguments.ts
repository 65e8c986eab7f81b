import { parseSiteCursor, type SiteSelection } from "@palier/schema";
import { type PagingArguments, readPaging } from "./paging-arguments.js";

/** Arguments of `Territory.sites`. */
export interface SiteArguments extends PagingArguments {
  readonly levels?: readonly number[] | null;
  readonly landlord?: string | null;
}

/** A selection of sites without the territory and month it is made in. */
export type SiteFilter = Omit<SiteSelection, "territory" | "month">;

/**
 * @param slugs Landlords of the convention.
 * @throws BadUserInputError naming, for each argument that cannot be used, what would be right.
 */
export function siteFilter(args: SiteArguments, slugs: readonly string[]): SiteFilter {
  const { levels = null, landlord = null } = args;
  const paging = readPaging(args, parseSiteCursor, [
    levels !== null && !areLevels(levels) && "`levels` must name each of 1 to 4 at most once",
    landlord !== null && !slugs.includes(landlord) && `\`landlord\` must be ${oneOf(slugs)}`,
  ]);
  return { levels: levels?.toSorted() ?? null, landlord, ...paging };
}

function areLevels(levels: readonly number[]): boolean {
  const known = levels.every((level) => level >= 1 && level <= 4);
  return known && levels.length > 0 && new Set(levels).size === levels.length;
}

function oneOf(slugs: readonly string[]): string {
  return slugs.length === 1 ? `${slugs[0]}` : `one of ${slugs.join(", ")}`;
}
