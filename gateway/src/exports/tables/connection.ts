import type { ListPage, MissingLandlord } from "../asked/whole-list.js";

/** A page of one of the graph's lists; what is not told is null. */
export interface Connection<Entry> {
  readonly totalCount: number | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } | null;
  readonly missing: readonly MissingLandlord[] | null;
  readonly edges: readonly Entry[] | null;
}

/** @returns null where any of it is missing: what is left might look whole. */
export function listOf<Entry>(
  connection: Connection<Entry> | null | undefined,
): Omit<ListPage<Entry>, "errors"> | null {
  if (!connection) return null;
  const { totalCount, pageInfo, missing, edges } = connection;
  if (totalCount === null || pageInfo === null || missing === null || edges === null) return null;
  return {
    entries: edges,
    totalCount,
    missing,
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}
