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
    const hasLevels = `EXISTS (SELECT FROM level_tally WHERE month = ${at} AND level > 0)`;
    const hasUndetermined = `EXISTS (SELECT FROM level_tally WHERE month = ${at} AND level = 0)`;
    const isRun = `run.site_id = site.id AND ${at} BETWEEN run.from_month AND run.to_month`;
    const sitesAt = (level: number, source: string, condition: string): string =>
      `(SELECT site.id, ${level} AS level, site.dwellings, site.reference FROM ${source}
        WHERE ${isPlaced("site")} AND ${at} BETWEEN site.facts_from AND site.last_month AND ${condition}
          ${this.afterCondition("site", level, after)}
        ORDER BY -site.dwellings, site.reference COLLATE "C" LIMIT ${limit})`;
    const sitesOf = (level: number): string[] => {
      if (level > 0) {
        const source = `classification AS run JOIN site ON ${isRun} AND run.level = ${level}`;
        return [sitesAt(level, source, hasLevels)];
      }
      // In a month without levels every site is, in others those that began too short a time ago.
      const isYoung = `site.first_month > 0
        AND NOT EXISTS (SELECT FROM classification AS run WHERE ${isRun})`;
      return [
        sitesAt(0, "site", `${hasUndetermined} AND NOT ${hasLevels}`),
        sitesAt(0, "site", `${hasUndetermined} AND ${hasLevels} AND ${isYoung}`),
      ];
    };
    const remaining = wanted.filter((level) => after === null || level <= (after.level ?? 0));
    // Sites of which something else held in the month than what holds now; there are few.
    const changedSince = (): string =>
      `(SELECT site.id, coalesce(run.level, 0) AS level, past.dwellings, site.reference
        FROM site_past AS past JOIN site ON site.id = past.site_id
        LEFT JOIN classification AS run ON ${isRun} AND ${hasLevels}
        WHERE ${isPlaced("past")} AND ${at} BETWEEN past.from_month AND past.to_month
          AND coalesce(run.level, 0) = ANY(${this.parameters.add(remaining, "integer[]")})
          ${this.afterCondition("past", null, after)}
        ORDER BY 2 DESC, -past.dwellings, site.reference COLLATE "C" LIMIT ${limit})`;
    const sites =
      remaining.length === 0
        ? noSites
        : [...remaining.flatMap(sitesOf), changedSince()].join(" UNION ALL ");
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

  /** @param level of the sites it is said of; null: of any, as run.level has it. */
  private afterCondition(
    facts: "site" | "past",
    level: number | null,
    after: SiteRank | null,
  ): string {
    const reached = after?.level ?? 0;
    if (after === null || (level !== null && level !== reached)) return "";
    const dwellings = this.parameters.add(after.dwellings, "integer");
    const reference = this.parameters.add(after.reference, "text");
    const isBehind = `(-${facts}.dwellings, site.reference COLLATE "C") > (-${dwellings}, ${reference})`;
    return level === null
      ? `AND (coalesce(run.level, 0) < ${reached} OR ${isBehind})`
      : `AND ${isBehind}`;
  }
}

const noSites =
  "SELECT NULL::integer AS id, 0 AS level, 0 AS dwellings, '' AS reference WHERE false";
