import type { EntityManager } from "typeorm";
import { fromDigits, type IncidentId, toDigits } from "../identity/incident-id.js";
import { storedContentSql } from "./incident-draft.js";

/** An incident that is in the store, be it of an earlier chunk of the same import. */
export interface KnownIncident {
  /** UUID. */
  readonly incidentId: string;
  readonly content: string;
  /** Name of the file it came from; null: of this import. */
  readonly file: string | null;
  readonly fileId: number;
  readonly line: number;
}

/**
 * Those that the store knows under the identities, be they ids or written down beside.
 *
 * @param others only those of files whose rows are told apart by something else.
 */
export async function findKnown(
  tx: EntityManager,
  ids: readonly IncidentId[],
  isPersonalMapped: boolean,
  others: { readonly notOf: string | null } | null = null,
): Promise<Map<IncidentId, KnownIncident>> {
  if (ids.length === 0) return new Map();
  const personal = isPersonalMapped ? "LEFT JOIN incident_personal p ON p.incident_id = i.id" : "";
  const rows = await tx.query<(KnownIncident & { id: string })[]>(
    `SELECT replace(known.identity::text, '-', '') AS id,
            ${storedContentSql(isPersonalMapped)} AS content,
            i.id AS "incidentId", f.name AS file, i.file_id AS "fileId", i.line
     FROM (
       SELECT id AS identity, id FROM incident WHERE id = ANY ($1::uuid[])
       UNION ALL
       SELECT identity, incident_id FROM incident_identity WHERE identity = ANY ($1::uuid[])
     ) AS known JOIN incident i USING (id) LEFT JOIN import_file f ON f.id = i.file_id ${personal}
     ${others === null ? "" : "WHERE f.id IS NOT NULL AND f.identity IS DISTINCT FROM $2::text"}`,
    [ids.map(toDigits), ...(others === null ? [] : [others.notOf])],
  );
  return new Map(rows.map((row) => [fromDigits(row.id), row]));
}
