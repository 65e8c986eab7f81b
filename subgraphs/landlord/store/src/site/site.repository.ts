import type { MonthNumber, MonthRange, RowsShown } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { StatementParameters } from "../sql/statement-parameters.js";
import { SiteRow } from "./site.entity.js";

/** Where a site lies that exists for who asks: in one of the communes or of the priority districts. */
export interface SiteScope {
  /** INSEE codes. */
  readonly communes: readonly string[];
  /** Codes. */
  readonly priorityDistricts: readonly string[];
}

/** Which sites exist for who asks, and of which the exact address does. */
export interface SiteConditions {
  /** Null: every site. */
  readonly scope: SiteScope | null;
  readonly address: RowsShown<"site-address">;
}

/** A site as the graph reads it. */
export interface ServedSite extends SiteRow {
  /** What held of its dwellings before, oldest first. */
  readonly past: readonly PastDwellings[];
  /** Its first month, or an earlier one from which on it was counted by a landlord that sold it. */
  readonly countedFrom: MonthNumber;
  /** Those that were merged into it. */
  readonly joined: readonly JoinedSite[];
}

/** A site whose incidents another one's windows count from a month on. */
export interface JoinedSite {
  readonly from: MonthNumber;
  readonly siteId: number;
  /** From which on it was counted. */
  readonly firstMonth: MonthNumber;
}

/** How many dwellings a site had until a month. */
export interface PastDwellings {
  readonly to: MonthNumber;
  readonly dwellings: number;
}

/** Properties of a row that are told of a month, and their columns. */
const dated = new Set<string>([
  "name",
  "commune",
  "priorityDistrict",
  "dwellings",
] satisfies (keyof SiteRow)[]);

/** Properties of a row that are shown where the exact address is. */
const tellingThePlace = new Set<string>([
  "address",
  "longitude",
  "latitude",
] satisfies (keyof SiteRow)[]);

/** The landlord's sites. */
export class SiteRepository {
  /** Of a row, as a query selects them; what is dated as it held in the last closed month shown. */
  private readonly columns: string;

  /**
   * @param database A data source's manager, or the transaction's.
   * @param published Months of the convention of which the last closed one decides whose address is shown.
   */
  constructor(
    private readonly database: EntityManager,
    private readonly published: () => MonthRange,
  ) {
    const { columns } = database.connection.getMetadata(SiteRow);
    this.columns = columns
      .map(({ databaseName: column, propertyName: property }) => {
        if (tellingThePlace.has(property)) {
          return `CASE WHEN located.is_shown THEN ${column} END AS "${property}"`;
        }
        return `${dated.has(property) ? held(column) : `site.${column}`} AS "${property}"`;
      })
      .join(", ");
  }

  /** In the order of the references; null where one is unknown, or does not exist for who asks. */
  async findByReferences(
    references: readonly string[],
    { scope, address }: SiteConditions,
  ): Promise<(ServedSite | null)[]> {
    const parameters = new StatementParameters();
    const wanted = `site.reference = ANY(${parameters.add(references, "text[]")})`;
    const inside = scopeCondition(scope, parameters);
    const isShown = this.addressCondition(address, parameters);
    // OFFSET keeps the planner from asking once for each of the columns that tell the place.
    const { from, to } = this.published();
    const span = `${parameters.add(from, "integer")} AND ${parameters.add(to, "integer")}`;
    const rows = await this.database.query<ServedSite[]>(
      `SELECT ${this.columns},
         (SELECT coalesce(jsonb_agg(jsonb_build_object('to', to_month, 'dwellings', dwellings)
            ORDER BY to_month), '[]') FROM site_past WHERE site_id = site.id) AS past,
         ${countedFrom("site")} AS "countedFrom",
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
              'from', from_month, 'siteId', part_id, 'firstMonth', ${countedFrom("part")})), '[]')
            FROM site_part JOIN site AS part ON part.id = part_id WHERE site_id = site.id) AS joined
       FROM site
       LEFT JOIN site_past AS past ON past.site_id = site.id
         AND (SELECT max(month) FROM closed_month WHERE month BETWEEN ${span})
           BETWEEN past.from_month AND past.to_month
       CROSS JOIN LATERAL (SELECT ${isShown} AS is_shown OFFSET 0) AS located
       WHERE ${wanted} AND ${inside}`,
      parameters.values,
    );
    const byReference = new Map(rows.map((row) => [row.reference, row]));
    return references.map((reference) => byReference.get(reference) ?? null);
  }

  private addressCondition(
    address: SiteConditions["address"],
    parameters: StatementParameters,
  ): string {
    switch (address) {
      case "ALL":
        return "true";
      case "NONE":
        return "false";
      case "AT_LEVELS_3_AND_4":
        return this.isAtLevels3And4(parameters);
    }
  }

  private isAtLevels3And4(parameters: StatementParameters): string {
    const { from, to } = this.published();
    const span = `${parameters.add(from, "integer")} AND ${parameters.add(to, "integer")}`;
    // A run of levels goes on over undetermined months; the tallies tell these apart.
    return `EXISTS (
      SELECT FROM (SELECT max(month) AS month FROM closed_month WHERE month BETWEEN ${span}) AS last
      JOIN classification AS run ON last.month BETWEEN run.from_month AND run.to_month
      WHERE run.site_id = site.id AND run.level >= 3
        AND EXISTS (SELECT FROM level_tally WHERE month = last.month AND level > 0)
    )`;
  }
}

function countedFrom(site: string): string {
  return `coalesce((SELECT taken_over.first_month FROM taken_over WHERE taken_over.site_id = ${site}.id), ${site}.first_month)`;
}

function scopeCondition(scope: SiteScope | null, parameters: StatementParameters): string {
  if (scope === null) return "true";
  const communes = parameters.add(scope.communes, "text[]");
  const districts = parameters.add(scope.priorityDistricts, "text[]");
  return `(${held("commune")} = ANY(${communes}) OR ${held("priority_district")} = ANY(${districts}))`;
}

function held(column: string): string {
  return `CASE WHEN past.site_id IS NULL THEN site.${column} ELSE past.${column} END`;
}
