import { type MissingLandlord, missingOf } from "../frame/missing";
import type { ChangedSitesFragment } from "../generated/graphql";
import type { ChangeEdge } from "./tipped";

/** The sites that changed, over all pages that were read. */
export interface ChangedList {
  readonly edges: readonly ChangeEdge[];
  /** How many changed over the landlords that are in the list; null where it is not told. */
  readonly totalCount: number | null;
  /** Each landlord that is missing in one page at least: some of its sites may not be there. */
  readonly missing: readonly MissingLandlord[];
}

/** Null where a page came without its sites: what changed is not known, which is not that nothing did. */
export function changedListOf(
  pages: readonly (ChangedSitesFragment | null | undefined)[],
): ChangedList | null {
  const edges: ChangeEdge[] = [];
  const missing = new Map<string, MissingLandlord>();
  for (const page of pages) {
    if (page?.edges == null) return null;
    edges.push(...page.edges);
    for (const each of missingOf(page.missing)) missing.set(each.slug, each);
  }
  return {
    edges,
    totalCount: pages[0]?.totalCount ?? null,
    missing: [...missing.values()],
  };
}
