import type { DataSource } from "typeorm";
import type { IncidentAct } from "./incident-version.entity.js";

/** What an incident was after an act on it; what is known of persons is not told. */
export interface IncidentChange {
  readonly act: IncidentAct;
  readonly reason: string;
  readonly author: string | null;
  readonly account: string | null;
  readonly madeAt: Date;
  readonly importId: number | null;
  /** This and what follows null where the act left no value. */
  readonly site: string | null;
  readonly day: string | null;
  readonly category: string | null;
  readonly timeBand: string | null;
  readonly place: string | null;
  readonly severity: number | null;
}

/** Of one incident. */
const mostChanges = 1_000;

/** What became of an incident, the first act first; empty for one that nobody touched. */
export function incidentHistory(store: DataSource, id: string): Promise<IncidentChange[]> {
  return store.query<IncidentChange[]>(
    `SELECT act, v.reason, v.author, v.account, made_at AS "madeAt", import_id AS "importId",
       reference AS site, day::text AS day, category, time_band AS "timeBand", place, severity
     FROM incident_version AS v LEFT JOIN site ON site.id = v.site_id
     WHERE incident_id = $1 ORDER BY v.id LIMIT ${mostChanges}`,
    [id],
  );
}
