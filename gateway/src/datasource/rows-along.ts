import { landlordTypeNames, parseSitePageId } from "@palier/schema";
import { isRecord } from "@palier/service";
import type { Representation } from "./entity-answers.js";
import type { EntityDocument } from "./entity-document.js";
import type { ReaderTerms } from "./reader-terms.js";
import type { SubgraphOperation } from "./subgraph-operation.js";

/** A question that the plan asks later of the rows of a list. */
export interface LaterQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is asked of a page's first sites together with the page. */
export interface AskedAlong {
  readonly later: LaterQuestion;
  readonly document: EntityDocument;
  /** What is asked besides, as text. */
  readonly text: string;
}

/** Sites that came with a page, as the landlord gave them, by id; by the later question about them. */
export type SitesAlong = Map<string, ReadonlyMap<string, unknown>>;

/**
 * How many times its even share of the sites that are shown a landlord is asked for. One of ten or
 * fewer gives its whole page, of which any may be shown; all together give ten times what is shown,
 * however many they are.
 */
const shares = 10;

/** Facts that stand in a site's row, or are read for all of a page at once: not what is counted for each. */
const ofRow: ReadonlySet<string> = new Set([
  "id",
  "name",
  "address",
  "location",
  "dwellings",
  "commune",
  "priorityDistrict",
  "landlord",
  "classification",
]);
const counted = "Classification.gates";

export interface AlongParts {
  readonly landlord: string;
  readonly later: LaterQuestion;
  /** The later question, as it is read. */
  readonly document: EntityDocument | null;
  readonly operation: Pick<SubgraphOperation, "coordinates">;
  /** How many landlords' pages are merged. */
  readonly lists: number;
  readonly pages: readonly Representation[];
  readonly reader: Pick<ReaderTerms, "isShownFreely">;
}

/**
 * Null where the sites are better asked for once it is known which are shown: what is counted for
 * each of them, and what the reader sees for a purpose alone.
 */
export function askedAlong(parts: AlongParts): AskedAlong | null {
  const { landlord, later, document, operation, lists, pages, reader } = parts;
  const { site, sitePage } = landlordTypeNames(landlord);
  const fields = document?.byType.get(site);
  const [page] = pages;
  if (!document || fields === undefined || document.byType.size > 1) return null;
  if (page === undefined || pages.some(({ __typename }) => __typename !== sitePage)) return null;
  const first = parseSitePageId(String(page.id))?.first;
  if (first === undefined || (fields.get("id") ?? "id") !== "id") return null;
  const isOfRows = [...operation.coordinates].every((coordinate) => {
    const [type, field = ""] = coordinate.split(".");
    const isOfRow = type === site ? ofRow.has(field) : coordinate !== counted;
    return isOfRow && reader.isShownFreely(coordinate);
  });
  if (!isOfRows) return null;
  const most = Math.min(first + 1, Math.ceil((shares * first) / lists));
  const asked = new Map([...fields, ["id", "id"]]);
  return {
    later,
    document,
    text: `...on ${sitePage}{nodes(first:${most}){...on ${site}{${[...asked.values()].join(" ")}}}}`,
  };
}

/** The sites that came with pages; one that is not there, or says no id, is asked for as ever. */
export function sitesIn(pages: readonly unknown[]): ReadonlyMap<string, unknown> {
  const sites = new Map<string, unknown>();
  for (const page of pages) {
    const nodes = isRecord(page) && Array.isArray(page.nodes) ? page.nodes : [];
    for (const site of nodes) {
      if (isRecord(site) && typeof site.id === "string") sites.set(site.id, site);
    }
  }
  return sites;
}

/** Whether an error is about a site that came with a page. */
export function isOfSiteAlong(error: unknown): boolean {
  const path = isRecord(error) ? error.path : undefined;
  return Array.isArray(path) && path[0] === "_entities" && path[2] === "nodes";
}

/** By which sites that came along are found again. */
export function keyOfLater(subgraph: string, { query, variables }: LaterQuestion): string {
  return JSON.stringify([subgraph, query, variables]);
}
