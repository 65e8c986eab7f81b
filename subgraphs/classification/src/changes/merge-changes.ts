import {
  type ChangeSelection,
  changeCursor,
  compareSitePlaces,
  landlordTypeNames,
  type SitePlace,
} from "@palier/schema";
import { mergeItems } from "../list/ordered-page.js";
import { type BothLevels, type Movement, movementOf } from "./level-move.js";

/** One site of a landlord whose level moved. */
export interface SiteChange extends BothLevels {
  readonly id: string;
  readonly heldBefore: number | null;
  readonly heldAfter: number | null;
  readonly computedAfter: number | null;
  readonly dwellings: number;
}

/** What one landlord brings to a page of changes. */
export interface LandlordChanges {
  readonly landlord: string;
  /** In the order of the list, after the cursor; at most one more than asked for. */
  readonly sites: readonly SiteChange[];
  /** How many of its sites changed, before paging. */
  readonly matching: number;
}

/** One change of a page. */
export interface LevelChangeEdge extends Movement {
  readonly cursor: string;
  readonly byDecision: boolean;
  readonly gate: number | null;
  readonly dwellings: number;
  /** Reference that the landlord resolves. */
  readonly node: { readonly __typename: string; readonly id: string };
}

interface OwnedChange {
  readonly landlord: string;
  readonly change: SiteChange;
}

/** The first changes of all landlords' pages together. */
export function mergeChanges(
  paging: Pick<ChangeSelection, "first" | "after">,
  pages: readonly LandlordChanges[],
) {
  const changes = pages.flatMap(({ landlord, sites }) =>
    sites.map((change): OwnedChange => ({ landlord, change })),
  );
  const merged = mergeItems(changes, paging, {
    placeOf: ({ change }: OwnedChange) => placeOf(change),
    order: compareSitePlaces,
    edgeOf: changeEdge,
  });
  return { ...merged, totalCount: pages.reduce((sum, { matching }) => sum + matching, 0) };
}

/** By the higher of both levels. */
export function placeOf({ id, before, after, dwellings }: SiteChange): SitePlace {
  return { level: Math.max(before ?? 0, after ?? 0), dwellings, id };
}

function changeEdge({ landlord, change }: OwnedChange): LevelChangeEdge {
  const { id, before, after, heldBefore, heldAfter, dwellings } = change;
  return {
    cursor: changeCursor(placeOf(change)),
    ...movementOf(change),
    byDecision: before !== heldBefore || after !== heldAfter,
    gate: tippedGate(change),
    dwellings,
    node: { __typename: landlordTypeNames(landlord).site, id },
  };
}

/**
 * The gate of the higher of both held levels: the site reached it, or stands below it now. Null where a
 * decision turns the effective level another way, or leaves it: the gate would explain what was not seen.
 * Null too where the level rose in a month between and is held since: its gate is met no longer.
 */
function tippedGate({
  before,
  after,
  heldBefore,
  heldAfter,
  computedAfter,
}: SiteChange): number | null {
  if (!before || !after || !heldBefore || !heldAfter) return null;
  const isSameWay = Math.sign(after - before) === Math.sign(heldAfter - heldBefore);
  if (!isSameWay || heldBefore === heldAfter) return null;
  if (heldAfter < heldBefore) return heldBefore;
  return computedAfter === heldAfter ? heldAfter : null;
}
