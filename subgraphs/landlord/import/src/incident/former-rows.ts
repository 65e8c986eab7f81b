import type { EntityManager } from "typeorm";
import { fromDigits, type IncidentId } from "../identity/incident-id.js";
import type { IncidentIdentity } from "../identity/incident-identity.js";
import type { RowRanks } from "../identity/row-ranks.js";
import type { Candidate } from "./candidate.js";
import { identityValues, isToldApart } from "./incident-draft.js";
import { standingValues } from "./incident-values.js";
import { findKnown, type KnownIncident } from "./known-incidents.js";
import type { RowRecogniser } from "./row-recogniser.js";

/** Rows of a file that wait for its end; those beyond them are decided by what was read so far. */
export const mostFormer = 20_000;

/** A row without a reference that tells what its incident was before it was corrected. */
export interface FormerRow {
  readonly candidate: Candidate;
  readonly stored: KnownIncident;
}

/** Whether the row reaches the incident by something else than what is recorded of it. */
export function isFormer({ draft, file, valuesId }: Candidate, stored: KnownIncident): boolean {
  if (draft.reference !== null || valuesId !== null || stored.file === null) return false;
  return isToldApart(draft, file.fields, stored.content);
}

/**
 * Asked when the file is read. Where another row of it tells the incident as it is recorded, the row that tells what
 * it was is one of a further incident, and takes the next rank among its equals, in whatever order they stood.
 *
 * @returns the rows with the ids that they have then.
 */
export async function placeFormerRows(
  tx: EntityManager,
  rows: readonly FormerRow[],
  identity: IncidentIdentity,
  ranks: RowRanks,
  recogniser: RowRecogniser,
): Promise<Candidate[]> {
  const placed: Candidate[] = [];
  let open = rows;
  // Each round gives a rank that the file did not have, and there are no more rounds than incidents.
  while (open.length > 0) {
    const recorded = await recordedOf(tx, open);
    const told = await recogniser.told(recorded);
    const moving = recorded.filter((one) => told.has(one)).map(({ row }) => row);
    if (moving.length === 0) break;
    const staying = recorded.filter((one) => !told.has(one)).map(({ row }) => row);
    const firsts = moving.map(({ candidate }) =>
      identity.ofValues(identityValues(candidate.draft)),
    );
    const next = await ranks.next(firsts);
    for (const [index, { candidate }] of moving.entries()) {
      candidate.id = identity.ofEqual(firsts[index] ?? "", next[index] ?? 1);
    }
    const known = await findKnown(
      tx,
      moving.map(({ candidate }) => candidate.id),
      false,
    );
    const again = moving.flatMap(({ candidate }) => {
      const stored = known.get(candidate.id);
      if (stored !== undefined && isFormer(candidate, stored)) return [{ candidate, stored }];
      placed.push(candidate);
      return [];
    });
    open = [...staying, ...again];
  }
  return [...placed, ...open.map(({ candidate }) => candidate)];
}

async function recordedOf(tx: EntityManager, rows: readonly FormerRow[]) {
  const ids = rows.map(({ stored }) => stored.incidentId);
  const standing = await standingValues(tx, ids);
  const found = await tx.query<{ id: string; identity: string }[]>(
    `SELECT incident_id AS id, replace(identity::text, '-', '') AS identity FROM incident_identity
     WHERE incident_id = ANY ($1::uuid[])`,
    [ids],
  );
  const identities = new Map<string, IncidentId[]>();
  for (const { id, identity } of found) {
    identities.set(id, [...(identities.get(id) ?? []), fromDigits(identity)]);
  }
  return rows.map((row) => {
    const id = row.stored.incidentId;
    const values = standing.get(id)?.values;
    if (values === undefined) throw new Error("an incident that is known and not there");
    return {
      row,
      ids: [fromDigits(id.replaceAll("-", "")), ...(identities.get(id) ?? [])],
      values,
    };
  });
}
