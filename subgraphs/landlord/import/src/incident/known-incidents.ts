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

/** Of these, the ids of those whose incident was withdrawn, as digits. */
export async function findWithdrawn(
  tx: EntityManager,
  candidates: readonly {
    readonly id: IncidentId;
    readonly valuesId: IncidentId | null;
    readonly file: { readonly identity: string | null };
  }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS given (id, values_id, identity)
     )
     SELECT replace(given.id::text, '-', '') AS id FROM given
     WHERE EXISTS (SELECT FROM withdrawn_incident WHERE incident_id = given.id)
       OR EXISTS (SELECT FROM incident_identity JOIN withdrawn_incident USING (incident_id)
         WHERE incident_identity.identity = given.id)
       -- Of files whose rows were told apart by something else, by the values.
       OR EXISTS (
         SELECT FROM (
           SELECT given.values_id AS incident_id
           UNION ALL SELECT incident_id FROM incident_identity WHERE identity = given.values_id
         ) AS alike JOIN withdrawn_incident USING (incident_id)
         JOIN incident_version AS v ON v.incident_id = alike.incident_id AND v.act = 'IMPORTED'
         JOIN import_file AS f ON f.id = v.file_id AND f.identity IS DISTINCT FROM given.identity)`,
    [
      candidates.map(({ id }) => toDigits(id)),
      candidates.map(({ valuesId }) => (valuesId === null ? null : toDigits(valuesId))),
      candidates.map(({ file }) => file.identity),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
