import type { RowsShown } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { IncidentRow } from "./incident.entity.js";
import { askedComplaintOnly, followUp, isTold } from "./told-incident.js";

/** An incident's place in the list of its site: day descending, id descending. */
export interface IncidentPosition {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** UUID. */
  readonly id: string;
}

/** Which incidents of a site are wanted. */
export interface IncidentPageKey {
  readonly siteId: number;
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** Position before which the incidents lie; it need not be taken. */
  readonly before: IncidentPosition;
  /** Codes of categories; null for all. */
  readonly categories: readonly string[] | null;
  readonly atMost: number;
}

/** What a partner may read of an incident; personal data are in a table that is not asked. */
export type ServedIncident = Pick<
  IncidentRow,
  | "id"
  | "day"
  | "category"
  | "timeBand"
  | "place"
  | "severity"
  | "complaintReference"
  | "target"
  | "followUp"
>;

/** Which incidents exist for who asks, and what of them is shown. */
export interface IncidentConditions {
  readonly incidents: RowsShown<"incident-detail">;
  readonly showsComplaintReference: boolean;
  readonly showsCircumstances: boolean;
}

/** Pages of incidents of closed months; what took place in a dwelling is about one household, and in none. */
export class IncidentPageRepository {
  constructor(private readonly database: EntityManager) {}

  /** A page for each key, in their order, latest first; one statement. */
  async findPages(
    keys: readonly IncidentPageKey[],
    { incidents, showsComplaintReference, showsCircumstances }: IncidentConditions,
  ): Promise<ServedIncident[][]> {
    if (incidents === "NONE") return keys.map(() => []);
    const flat = keys.map(({ before, ...key }) => ({
      ...key,
      beforeDay: before.day,
      beforeId: before.id,
    }));
    const rows = await this.database.query<(ServedIncident & { rank: number })[]>(pagesSql, [
      rankedJson(flat),
      askedComplaintOnly[incidents],
      showsComplaintReference,
      showsCircumstances,
    ]);
    return rowsByRank(rows, keys.length);
  }
}

/** Walks the index (site_id, day, id) backwards and stops when the page is full. */
const pagesSql = `
  SELECT key.rank, page.*
  FROM jsonb_to_recordset($1::jsonb) AS key(
    rank integer, "siteId" integer, "from" date, "beforeDay" date, "beforeId" uuid,
    categories text[], "atMost" integer
  )
  CROSS JOIN LATERAL (
    SELECT id, day::text AS day, category, time_band AS "timeBand", place, severity,
      CASE WHEN $3::boolean THEN complaint_reference END AS "complaintReference",
      CASE WHEN $4::boolean THEN target END AS target,
      CASE WHEN $4::boolean THEN ${followUp} END AS "followUp"
    FROM incident
    WHERE site_id = key."siteId"
      AND incident.day >= key."from"
      AND (incident.day, id) < (key."beforeDay", key."beforeId")
      AND (key.categories IS NULL OR category = ANY (key.categories))
      AND ${isTold("$2")}
    ORDER BY incident.day DESC, id DESC
    LIMIT key."atMost"
  ) AS page
  ORDER BY key.rank, page.day DESC, page.id DESC
`;
