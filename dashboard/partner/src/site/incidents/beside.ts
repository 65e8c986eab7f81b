interface Identified {
  readonly id: string;
}

/** A page of a site's incidents; null where it was not read. */
export interface PageOf<Node> {
  readonly site: {
    readonly incidents: {
      readonly edges: readonly { readonly node: Node | null }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    } | null;
  } | null;
}

export function nodesOf<Node>(pages: readonly PageOf<Node>[]): Node[] {
  const edges = pages.flatMap(({ site }) => site?.incidents?.edges ?? []);
  return edges.flatMap(({ node }) => (node === null ? [] : [node]));
}

/** What was asked for apart of an incident: `HIDDEN` from the visitor, on its way, or there. */
export type Beside<More> =
  | { readonly state: "HIDDEN" | "AWAITED" }
  /** Null of an incident of which nothing was read, which does not mean that nothing is recorded. */
  | { readonly state: "SHOWN"; readonly of: (id: string) => More | null };

/** Finds by an incident's id what was told of it in another answer, whatever the order there. */
export function shownBeside<More extends Identified>(
  answered: readonly PageOf<More>[],
): Beside<More> {
  const found = new Map(nodesOf(answered).map((each) => [each.id, each]));
  return { state: "SHOWN", of: (id) => found.get(id) ?? null };
}
