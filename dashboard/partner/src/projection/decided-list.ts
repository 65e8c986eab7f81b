import { type MissingLandlord, missingOver } from "../frame/missing";
import type { DecidedSitesQuery } from "../generated/graphql";

/** A site whose level in force is a landlord's decision. */
export interface DecidedSite {
  readonly id: string;
  readonly name: string | null;
  readonly commune: string | null;
  /** Slug. */
  readonly landlord: string;
  /** By the decision. */
  readonly level: number | null;
  /** What would hold without it. */
  readonly heldLevel: number | null;
  /** Last month of the decision; null where it is not told. */
  readonly until: string | null;
}

export interface DecidedList {
  /** What ends first stands first; then the highest level. */
  readonly sites: readonly DecidedSite[];
  readonly missing: readonly MissingLandlord[];
  /** Sites of which it is not known whether a decision holds. */
  readonly unread: number;
}

/** Null where a page came without its sites: that none is decided is not known. */
export function decidedListOf(pages: readonly DecidedSitesQuery[]): DecidedList | null {
  const connections = pages.map(({ territory }) => territory?.sites);
  if (connections.length === 0 || connections.some((each) => each?.edges == null)) return null;
  const nodes = connections.flatMap((each) => each?.edges ?? []).map(({ node }) => node);
  const sites = nodes.flatMap((node): readonly DecidedSite[] => {
    const { heldLevel = null, decision } = node?.classification ?? {};
    if (node == null || decision == null) return [];
    const { id, name, commune, landlord } = node;
    return [
      {
        ...{ id, name, commune: commune?.name ?? commune?.code ?? null },
        landlord: landlord?.slug ?? id.split(":")[0] ?? "",
        ...{ level: decision.level, heldLevel, until: decision.until },
      },
    ];
  });
  return {
    sites: sites.sort(
      (a, b) =>
        (a.until ?? "9999").localeCompare(b.until ?? "9999") || (b.level ?? 0) - (a.level ?? 0),
    ),
    missing: missingOver(connections.map((each) => each?.missing)),
    unread: nodes.filter((node) => node?.classification == null).length,
  };
}
