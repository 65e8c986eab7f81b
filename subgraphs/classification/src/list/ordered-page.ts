import type { Paging } from "@palier/schema";

/** Negative when `a` comes first; zero for the same place alone. */
export type Order<Place> = (a: Place, b: Place) => number;

/** Whether places can be a landlord's page: in order, behind the cursor, at most one too many. */
export function isPage<Place>(
  places: readonly Place[],
  { first, after }: Paging<Place>,
  order: Order<Place>,
): boolean {
  const following = after === null ? places : [after, ...places];
  const isRising = following.every((place, index) => {
    const before = following[index - 1];
    return before === undefined || order(before, place) < 0;
  });
  return isRising && places.length <= first + 1;
}

/** Where a page stands in its list (Relay). */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** How the items of all landlords make up one list. */
export interface Merging<Item, Place, Edge> {
  readonly placeOf: (item: Item) => Place;
  readonly order: Order<Place>;
  readonly edgeOf: (item: Item) => Edge;
}

/** The first items of all pages together; each page suffices, being as long as the result. */
export function mergeItems<Item, Place, Edge extends { readonly cursor: string }>(
  items: readonly Item[],
  { first, after }: Paging<Place>,
  { placeOf, order, edgeOf }: Merging<Item, Place, Edge>,
): { readonly edges: readonly Edge[]; readonly pageInfo: PageInfo } {
  const merged = items.toSorted((a, b) => order(placeOf(a), placeOf(b)));
  const edges = merged.slice(0, first).map(edgeOf);
  return {
    edges,
    pageInfo: {
      hasNextPage: merged.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
