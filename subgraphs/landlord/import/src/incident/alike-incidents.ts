import type { EntityManager } from "typeorm";

/** One of several incidents that may be one. */
export interface AlikeIncident {
  /** The same of all that are alike, from 1. */
  readonly group: number;
  readonly id: string;
  readonly site: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly category: string;
  readonly file: string;
  readonly line: number;
}

/** Incidents that are listed at most. */
export const mostAlike = 1_000;

/**
 * Incidents without a reference that an earlier version took for several, because their rows were written
 * differently, though all that tells incidents apart today is equal. Equal rows of one file are not listed: they
 * were, and are, several incidents. None is merged.
 */
export function listAlike(store: Pick<EntityManager, "query">): Promise<AlikeIncident[]> {
  return store.query<AlikeIncident[]>(
    `WITH alike AS (
       SELECT i.*, f.name AS file, md5(source.source_row) AS written,
         dense_rank() OVER (ORDER BY i.site_id, i.day, i.category, i.time_band, i.place, i.severity) AS value
       FROM incident_identity AS known JOIN incident AS i ON i.id = known.incident_id
       JOIN import_file AS f ON f.id = i.file_id AND f.identity IS NULL
       LEFT JOIN incident_source AS source USING (file_id, line)
     ), several AS (
       SELECT value FROM alike GROUP BY value
       HAVING count(*) > 1 AND (count(DISTINCT file_id) > 1 OR count(DISTINCT written) > 1)
     )
     SELECT (dense_rank() OVER (ORDER BY value))::integer AS "group", alike.id, site.reference AS site,
       to_char(day, 'YYYY-MM-DD') AS day, category, file, line
     FROM alike JOIN several USING (value) JOIN site ON site.id = site_id
     ORDER BY value, file_id, line LIMIT $1`,
    [mostAlike],
  );
}
