import type { EntityManager } from "typeorm";

/** An import as its landlord lists it. */
export interface ListedImport {
  readonly id: number;
  readonly importedAt: Date;
  readonly author: string | null;
  readonly isUpdate: boolean;
  /** Names of its files that brought anything. */
  readonly files: readonly string[];
  readonly incidentsAdded: number;
  readonly incidentsCorrected: number;
  readonly undoneAt: Date | null;
}

/** Of a list. */
const mostListed = 1_000;

/** The imports that brought anything, the latest first. */
export function listImports(
  database: Pick<EntityManager, "query">,
  atMost = mostListed,
): Promise<ListedImport[]> {
  return database.query<ListedImport[]>(
    `SELECT r.id, r.imported_at AS "importedAt", author, is_update AS "isUpdate",
       undone_at AS "undoneAt", array_agg(f.name ORDER BY f.id) AS files,
       sum(f.rows_loaded)::integer AS "incidentsAdded",
       sum(f.rows_corrected)::integer AS "incidentsCorrected"
     FROM import_run AS r JOIN import_file AS f ON f.import_id = r.id
     GROUP BY r.id ORDER BY r.id DESC LIMIT $1`,
    [atMost],
  );
}
