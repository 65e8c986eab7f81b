import { isLandlordSlug, slugRule, typePrefix } from "../ground/landlord-slug.js";
import { contractTypeNames, landlordTypeSuffixes } from "./subgraph-sdl.js";

/** Names a landlord cannot take: they are the other subgraphs' own. */
const reservedSlugs: ReadonlySet<string> = new Set(["convention", "classification", "gateway"]);

/**
 * Type names of the contract that a landlord's would be as well, by prefix: a landlord `expected`
 * would own `ExpectedContribution`.
 */
const contractTypes: ReadonlyMap<string, string> = new Map(
  contractTypeNames().flatMap((name) =>
    landlordTypeSuffixes
      .filter((suffix) => name.endsWith(suffix) && name !== suffix)
      .map((suffix) => [name.slice(0, -suffix.length), name] as const),
  ),
);

/** Every reason why these slugs cannot stand side by side; empty when they can. */
export function slugProblems(slugs: readonly string[]): string[] {
  const problems: string[] = [];
  if (slugs.length === 0) problems.push("A federation needs at least one landlord");
  const byPrefix = new Map<string, string>();
  for (const slug of slugs) {
    if (!isLandlordSlug(slug)) {
      problems.push(`"${slug}" is not a landlord's slug: ${slugRule}`);
      continue;
    }
    if (reservedSlugs.has(slug)) {
      problems.push(`"${slug}" is the name of another part of the platform; take another slug`);
    }
    const prefix = typePrefix(slug);
    const contractType = contractTypes.get(prefix);
    if (contractType !== undefined) {
      problems.push(
        `The slug "${slug}" gives the type name ${contractType}, which the contract has already; take another slug`,
      );
    }
    const other = byPrefix.get(prefix);
    if (other === slug) problems.push(`Two landlords have the slug "${slug}"`);
    else if (other !== undefined) {
      problems.push(`The slugs "${other}" and "${slug}" give the same type name ${prefix}Site`);
    }
    byPrefix.set(prefix, slug);
  }
  return problems;
}
