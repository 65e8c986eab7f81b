import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { StatementParameters } from "../sql/statement-parameters.js";
import { partCondition, type TerritoryPart } from "./territory-part.js";

/** A site's place in the order level descending, dwellings descending, reference ascending. */
export interface SiteRank {
  /** 1 to 4; null where the month is undetermined. */
  readonly level: number | null;
  readonly dwellings: number;
  readonly reference: string;
}

export interface RankedSite extends SiteRank {
  readonly siteId: number;
}

/** Which sites are wanted. */
export interface SiteSelectionKey {
  readonly part: TerritoryPart;
  readonly month: MonthNumber;
  /** 1 to 4; null selects every site, undetermined ones too. */
  readonly levels: readonly number[] | null;
  /** Sites wanted at most. */
  readonly first: number;
  /** The page begins after this site; null for the beginning. */
  readonly after: SiteRank | null;
}

export interface RankedSites {
  readonly sites: RankedSite[];
  /** Sites of the selection, before paging. */
  readonly matching: number;
  /** Whether the month is closed; else nothing matches. */
  readonly isClosed: boolean;
}

const allLevels = [4, 3, 2, 1];

/**
 * Pages that one statement answers at most. PostgreSQL plans each page for itself, which holds a
 * megabyte a page and pays: one plan for all pages reads a hundred times the rows of a small one.
 */
export const pagesPerStatement = 25;

/**
 * The sites that the landlord brings to a territory. Rows read grow with what is returned and with
 * the parts of a month, never with the incidents stored.
 */
export class SitePageRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** One page of a part's sites by level. */
  async sitesByLevel(
    part: TerritoryPart,
    month: MonthNumber,
    levels: readonly number[] | null,
    first: number,
    after: SiteRank | null,
  ): Promise<RankedSites> {
    const [page] = await this.findPages([{ part, month, levels, first, after }]);
    return page ?? noPage();
  }

  /**
   * For each selection, in their order, its page. Statements follow one another, so that however
   * many pages are asked for at once, they take one connection and the memory of a few pages.
   */
  async findPages(keys: readonly SiteSelectionKey[]): Promise<RankedSites[]> {
    const pages: RankedSites[] = [];
    for (let start = 0; start < keys.length; start += pagesPerStatement) {
      pages.push(...(await this.pagesOf(keys.slice(start, start + pagesPerStatement))));
    }
    return pages;
  }

  /** One statement, so that a month that is being reopened is either whole or absent in a page. */
  private async pagesOf(keys: readonly SiteSelectionKey[]): Promise<RankedSites[]> {
    const statement = new PageStatement();
    const parts = keys.map((key, rank) => statement.page(key, rank));
    const rows = await this.database.query<PageRow[]>(
      `${parts.join(" UNION ALL ")} ORDER BY rank, position`,
      statement.parameters.values,
    );
    const pages: RankedSites[] = keys.map(noPage);
    for (const { rank, matching, isClosed, siteId, level, dwellings, reference } of rows) {
      const sites = pages[rank]?.sites ?? [];
      pages[rank] = { sites, matching, isClosed };
      if (siteId !== null) sites.push({ siteId, level, dwellings, reference });
    }
    return pages;
  }
}

function noPage(): RankedSites {
  return { sites: [], matching: 0, isClosed: false };
}

interface PageRow extends SiteRank {
  readonly rank: number;
  readonly matching: number;
  readonly isClosed: boolean;
  /** Null where the page is empty: the row tells how many sites match. */
  readonly siteId: number | null;
}

/**
 * Values are parameters and each level is a query of its own, so that PostgreSQL plans it by how
 * common the level is: a rare one from the index on levels, a common one along the order of sites.
 */
class PageStatement {
  readonly parameters = new StatementParameters();

  page({ part, month, levels, first, after }: SiteSelectionKey, rank: number): string {
    const at = this.parameters.add(month, "integer");
    const isPlaced = partCondition(part, this.parameters);
    const limit = this.parameters.add(first, "integer");
    const wanted =
      levels === null ? [...allLevels, 0] : allLevels.filter((l) => levels.includes(l));
    const sitesOf = (level: number): string => {
      const source =
        level === 0
          ? "site"
          : `classification AS run JOIN site
               ON site.id = run.site_id AND run.level = ${level} AND ${at} BETWEEN run.from_month AND run.to_month`;
      return `(SELECT site.id, ${level} AS level, site.dwellings, site.reference FROM ${source}
        WHERE ${isPlaced("site")}
          AND EXISTS (SELECT FROM level_tally WHERE month = ${at} AND level ${level === 0 ? "= 0" : "> 0"})
          ${this.afterCondition(level, after)}
        ORDER BY -site.dwellings, site.reference COLLATE "C" LIMIT ${limit})`;
    };
    const remaining = wanted.filter((level) => after === null || level <= (after.level ?? 0));
    const sites = remaining.map(sitesOf).join(" UNION ALL ") || noSites;
    return `(SELECT ${rank} AS rank, matching,
        EXISTS (SELECT FROM closed_month WHERE month = ${at}) AS "isClosed", page.position, page.id AS "siteId",
        nullif(page.level, 0) AS level, page.dwellings, page.reference
      FROM (SELECT coalesce(sum(sites), 0)::integer AS matching FROM level_tally
        WHERE month = ${at} AND level = ANY(${this.parameters.add(wanted, "integer[]")})
          AND ${isPlaced("level_tally")}) AS tally
      LEFT JOIN (SELECT *, row_number() OVER
          (ORDER BY level DESC, dwellings DESC, reference COLLATE "C") AS position
        FROM (${sites}) AS sites ORDER BY position LIMIT ${limit}) AS page ON true)`;
  }

  private afterCondition(level: number, after: SiteRank | null): string {
    if (after === null || level !== (after.level ?? 0)) return "";
    const dwellings = this.parameters.add(after.dwellings, "integer");
    const reference = this.parameters.add(after.reference, "text");
    return `AND (-site.dwellings, site.reference COLLATE "C") > (-${dwellings}, ${reference})`;
  }
}

const noSites =
  "SELECT NULL::integer AS id, 0 AS level, 0 AS dwellings, '' AS reference WHERE false";
