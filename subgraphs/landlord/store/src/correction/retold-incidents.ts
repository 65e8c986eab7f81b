import type { EntityManager } from "typeorm";

/** Incidents of a file in the store that a later file told too. */
export interface RetoldIncidents {
  /** Number of the file that brought them. */
  readonly fileId: number;
  /** Name of the last file that told them too. */
  toldIn: string;
  incidents: number;
}

/** A later import, or file, by which incidents of an import are told as well. */
export interface LaterTelling {
  /** 0: the file brought nothing, so that no import is listed for it. */
  readonly importId: number;
  readonly fileName: string;
  /** Told too, at most. */
  readonly told: number;
  readonly corrected: number;
}

/** Imports that are kept one by one for an import; those beyond them stand together with files that brought nothing. */
const mostTellers = 20;

/**
 * Keeps that files told incidents that the store had already. A submission that is loaded again, since its loader
 * was stopped, tells nothing that would be left with nothing.
 *
 * @param tellerId the import of the files; 0 when it brought nothing.
 */
export async function keepRetold(
  tx: EntityManager,
  tellerId: number,
  retold: readonly RetoldIncidents[],
): Promise<void> {
  if (retold.length === 0) return;
  await tx.query(
    `INSERT INTO import_retold AS kept (import_id, told_by, file_name, incidents)
     SELECT import_id, CASE WHEN (
         SELECT count(*) FROM import_retold AS r WHERE r.import_id = f.import_id AND told_by > 0
       ) < $2 THEN $1::integer ELSE 0 END, max(told_in), sum(told)
     FROM unnest($3::integer[], $4::text[], $5::integer[]) AS given (file_id, told_in, told)
     JOIN import_file AS f ON f.id = given.file_id JOIN import_run AS r ON r.id = f.import_id
     WHERE NOT (r.author LIKE 'system %' AND f.name = told_in) GROUP BY import_id
     ON CONFLICT (import_id, told_by) DO UPDATE SET file_name = excluded.file_name,
       incidents = greatest(kept.incidents, excluded.incidents)`,
    [
      tellerId,
      mostTellers,
      retold.map(({ fileId }) => fileId),
      retold.map(({ toldIn }) => toldIn),
      retold.map(({ incidents }) => incidents),
    ],
  );
}

/** What told or corrected incidents that an import brought after it, and is not taken back itself. */
export function laterTellings(tx: EntityManager, importId: number): Promise<LaterTelling[]> {
  return tx.query<LaterTelling[]>(
    `WITH corrected AS (
       SELECT v.import_id, count(DISTINCT v.incident_id)::integer AS incidents
       FROM incident_version AS v JOIN incident_version AS brought
         ON brought.incident_id = v.incident_id AND brought.act = 'IMPORTED' AND brought.import_id = $1
       WHERE v.act = 'CORRECTED' AND v.import_id <> $1 AND v.id > brought.id
         AND NOT EXISTS (SELECT FROM incident_version AS ended WHERE ended.incident_id = v.incident_id
           AND ended.act = 'UNDONE' AND ended.id > brought.id)
         AND NOT EXISTS (SELECT FROM withdrawn_incident AS w WHERE w.incident_id = v.incident_id)
       GROUP BY v.import_id
     ), told AS (
       SELECT told_by AS import_id, file_name, incidents FROM import_retold WHERE import_id = $1
     )
     SELECT import_id AS "importId", coalesce(told.file_name, (
         SELECT min(name) FROM import_file AS f WHERE f.import_id = corrected.import_id), '') AS "fileName",
       coalesce(told.incidents, 0) AS told, coalesce(corrected.incidents, 0) AS corrected
     FROM told FULL JOIN corrected USING (import_id) LEFT JOIN import_run AS r ON r.id = import_id
     WHERE r.undone_at IS NULL ORDER BY import_id = 0, import_id`,
    [importId],
  );
}

/**
 * Forgets what was told again of an import that is taken back, and what it told again itself. What it had corrected is as its own import brought
 * it, so that the later files tell that one's.
 */
export async function handRetoldOn(tx: EntityManager, importId: number): Promise<void> {
  await tx.query(
    `INSERT INTO import_retold AS kept (import_id, told_by, file_name, incidents)
     SELECT v.import_id, r.told_by, r.file_name, r.incidents
     FROM import_retold AS r CROSS JOIN (
       SELECT DISTINCT import_id FROM incident_version WHERE act = 'IMPORTED' AND import_id <> $1
         AND incident_id IN (
           SELECT incident_id FROM incident_version WHERE act = 'CORRECTED' AND import_id = $1)
     ) AS v
     WHERE r.import_id = $1
     ON CONFLICT (import_id, told_by) DO UPDATE
       SET incidents = greatest(kept.incidents, excluded.incidents)`,
    [importId],
  );
  await tx.query("DELETE FROM import_retold WHERE $1 IN (import_id, told_by)", [importId]);
}
