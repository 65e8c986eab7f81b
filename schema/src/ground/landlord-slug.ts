/**
 * A landlord's slug: lower-case words joined by hyphens, e.g. `val-de-brie`. It names the
 * landlord's database, its subgraph, the ids of its sites and, in PascalCase, its types.
 */
const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Characters. */
export const longestSlug = 40;
/**
 * What follows the name of a landlord's database in the names of its roles: the database of
 * "lisiere-log" would be called as the role that owns the access log of "lisiere".
 */
const reservedEnd = /(^|-)(log|personal|federated)$/;

export const slugRule = `lower-case letters and digits, words joined by single hyphens, a letter first, at most ${longestSlug} characters, e.g. "val-de-brie"; its last word is not log, personal or federated, which would name another landlord's database accounts`;

export function isLandlordSlug(text: unknown): text is string {
  return (
    typeof text === "string" &&
    text.length <= longestSlug &&
    slugPattern.test(text) &&
    !reservedEnd.test(text)
  );
}

/** `val-de-brie` → `ValDeBrie`: the prefix of the landlord's generated type names. */
export function typePrefix(slug: string): string {
  return slug
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
