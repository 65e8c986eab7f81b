import type { EntityManager } from "typeorm";
import { storedContentSql } from "./incident-draft.js";
import { fromDigits, type IncidentId, toDigits } from "./incident-id.js";

/** An incident that is in the store, be it of an earlier chunk of the same import. */
export interface KnownIncident {
  readonly content: string;
  /** Name of the file it came from; null: of this import. */
  readonly file: string | null;
  readonly fileId: number;
  readonly line: number;
}

/** Those of the ids that the store has. */
export async function findKnown(
  tx: EntityManager,
  ids: readonly IncidentId[],
  isPersonalMapped: boolean,
): Promise<Map<IncidentId, KnownIncident>> {
  if (ids.length === 0) return new Map();
  const personal = isPersonalMapped ? "LEFT JOIN incident_personal p ON p.incident_id = i.id" : "";
  const rows = await tx.query<(KnownIncident & { id: string })[]>(
    `SELECT replace(i.id::text, '-', '') AS id, ${storedContentSql(isPersonalMapped)} AS content,
            f.name AS file, i.file_id AS "fileId", i.line
     FROM incident i LEFT JOIN import_file f ON f.id = i.file_id ${personal}
     WHERE i.id = ANY ($1::uuid[])`,
    [ids.map(toDigits)],
  );
  return new Map(rows.map((row) => [fromDigits(row.id), row]));
}
