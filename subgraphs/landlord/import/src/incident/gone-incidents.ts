import type { EntityManager } from "typeorm";
import { type IncidentId, toDigits } from "../identity/incident-id.js";

/** Why incidents that a file tells are not in the store and do not come back, by the digits of their ids. */
export type GoneIncidents = ReadonlyMap<string, "withdrawn" | "purged">;

/** Which of these were withdrawn, or purged under an earlier day than the file's. */
export async function findGone(
  tx: EntityManager,
  candidates: readonly {
    readonly id: IncidentId;
    readonly valuesId: IncidentId | null;
    readonly file: { readonly identity: string | null };
  }[],
): Promise<GoneIncidents> {
  const rows = await tx.query<{ id: string; why: "withdrawn" | "purged" }[]>(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS given (id, values_id, identity)
     )
     SELECT replace(given.id::text, '-', '') AS id, 'purged' AS why FROM given
     WHERE EXISTS (SELECT FROM purged_identity WHERE identity IN (given.id, given.values_id))
     UNION ALL
     SELECT replace(given.id::text, '-', ''), 'withdrawn' FROM given
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
  return new Map(rows.map(({ id, why }) => [id, why]));
}
