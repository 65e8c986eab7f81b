/** Site ids of the graph: the landlord's slug and its own reference of the site, `lisiere:R-0042`. */

export function siteId(slug: string, reference: string): string {
  return `${slug}:${reference}`;
}

/** @returns the reference; null for what can be no id of this landlord's sites. */
export function siteReference(slug: string, id: unknown): string | null {
  if (typeof id !== "string" || !id.startsWith(`${slug}:`)) return null;
  const reference = id.slice(slug.length + 1);
  // PostgreSQL's text holds no NUL: such a reference belongs to no site.
  return reference === "" || reference.includes("\0") ? null : reference;
}
