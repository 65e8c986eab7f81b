import type { FetchNode, PlanNode } from "@apollo/query-planner";

/** Below a list's place in a plan: what landlords are asked to make it of, and its sites. */
const pages = ["pages", "@"];
const sites = ["edges", "@", "node"];

/**
 * Of each fetch of a list's pages the one that asks, once the list is made, the same subgraph for the
 * sites that are in it: what it asks can come with the page.
 */
export function rowsAlong(plan: PlanNode | null): ReadonlyMap<FetchNode, FetchNode> {
  const placed = plan === null ? [] : [...fetchesIn(plan, [])];
  const ofSites = byOwner(placed, sites);
  const along = new Map<FetchNode, FetchNode>();
  for (const [owner, [page, ...otherPages]] of byOwner(placed, pages)) {
    const [asked, ...others] = ofSites.get(owner) ?? [];
    if (page === undefined || asked === undefined) continue;
    if (otherPages.length === 0 && others.length === 0) along.set(page, asked);
  }
  return along;
}

interface PlacedFetch {
  readonly fetch: FetchNode;
  readonly path: readonly (string | number)[];
}

/** Fetches of entities at places that end so, by the list and the subgraph that they are about. */
function byOwner(
  placed: readonly PlacedFetch[],
  end: readonly string[],
): ReadonlyMap<string, readonly FetchNode[]> {
  const found = new Map<string, FetchNode[]>();
  for (const { fetch, path } of placed) {
    const isThere = end.every((part, at) => path[path.length - end.length + at] === part);
    if (!isThere || fetch.requires === undefined) continue;
    const owner = JSON.stringify([fetch.serviceName, path.slice(0, -end.length)]);
    found.set(owner, [...(found.get(owner) ?? []), fetch]);
  }
  return found;
}

/** Without what depends on a variable: it may not be asked at all. */
function* fetchesIn(node: PlanNode, path: PlacedFetch["path"]): Iterable<PlacedFetch> {
  switch (node.kind) {
    case "Sequence":
    case "Parallel":
      for (const each of node.nodes) yield* fetchesIn(each, path);
      return;
    case "Flatten":
      yield* fetchesIn(node.node, [...path, ...node.path]);
      return;
    case "Fetch":
      yield { fetch: node, path };
      return;
    default:
  }
}
