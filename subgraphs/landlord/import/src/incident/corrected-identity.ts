import { type IdentityValues, identityText, spreadErasures } from "@palier/landlord-store";
import type { EntityManager } from "typeorm";
import { type IncidentId, toDigits } from "../identity/incident-id.js";
import type { IncidentIdentity } from "../identity/incident-identity.js";
import { formerValues, standingValues } from "./incident-values.js";

/** Equal incidents among which one is looked for. */
const mostEqual = 10_000;

/** Ranks that are asked for together. */
const ranksAtOnce = 100;

/**
 * Makes an incident without a reference known by its corrected values as well, so that a file that tells them
 * brings no second one. Among equal incidents it takes the first rank that none has. What it was known by stays,
 * save what a correction said that is taken back by this one.
 *
 * @param after as it is to be.
 */
export async function identifyCorrected(
  tx: EntityManager,
  identity: IncidentIdentity,
  id: string,
  after: IdentityValues,
): Promise<void> {
  const standing = (await standingValues(tx, [id])).get(id)?.values;
  if (standing === undefined || identityText(standing) === identityText(after)) return;
  const former = (await formerValues(tx, [id])).get(id) ?? [];
  const story = former.length > 0 ? former.map(({ values }) => values) : [standing];
  if (!(await isWithoutReference(tx, identity, id, story[0] ?? standing))) return;
  const texts = story.map(identityText);
  const since = texts.indexOf(identityText(after));
  if (since >= 0) {
    const kept = new Set(texts.slice(0, since + 1));
    const mistaken = story.filter((values) => !kept.has(identityText(values)));
    // What was erased of it is told by none of these either.
    if (mistaken.length > 0) await spreadErasures(tx, [id]);
    for (const values of mistaken) await forget(tx, identity, id, values);
  }
  for (let from = 1; from <= mostEqual; from += ranksAtOnce) {
    const ranked = rankedIds(identity, after, from, ranksAtOnce);
    const taken = await holders(tx, ranked);
    if ([...taken.values()].includes(id)) return;
    const free = ranked.find((digits) => !taken.has(digits));
    if (free === undefined) continue;
    await tx.query("INSERT INTO incident_identity (identity, incident_id) VALUES ($1, $2)", [
      free,
      id,
    ]);
    return;
  }
}

/** The id of an incident with a reference is made of that. */
async function isWithoutReference(
  tx: EntityManager,
  identity: IncidentIdentity,
  id: string,
  imported: IdentityValues,
): Promise<boolean> {
  const [found] = await tx.query<unknown[]>(
    "SELECT FROM incident_identity WHERE incident_id = $1 LIMIT 1",
    [id],
  );
  if (found !== undefined) return true;
  const digits = id.replaceAll("-", "");
  return rankedIds(identity, imported, 1, mostEqual).includes(digits);
}

async function forget(
  tx: EntityManager,
  identity: IncidentIdentity,
  id: string,
  values: IdentityValues,
): Promise<void> {
  await tx.query(
    "DELETE FROM incident_identity WHERE incident_id = $1 AND identity = ANY ($2::uuid[])",
    [id, rankedIds(identity, values, 1, mostEqual)],
  );
}

/** As digits. */
function rankedIds(
  identity: IncidentIdentity,
  values: IdentityValues,
  from: number,
  count: number,
): string[] {
  const first = identity.ofValues(values);
  return Array.from({ length: count }, (_, index) =>
    toDigits(identity.ofEqual(first, from + index)),
  );
}

/** @returns which incident, there or withdrawn, is known by each of the identities that one is known by. */
async function holders(
  tx: EntityManager,
  identities: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ identity: string; id: string }[]>(
    `SELECT replace(identity::text, '-', '') AS identity, id FROM (
       SELECT id AS identity, id FROM incident
       UNION ALL SELECT incident_id, incident_id FROM withdrawn_incident
       UNION ALL SELECT identity, incident_id FROM incident_identity
     ) AS known WHERE identity = ANY ($1::uuid[])`,
    [identities],
  );
  return new Map(rows.map(({ identity, id }) => [identity, id]));
}

/** Of a corrected incident that is known by columns which a mapping chose: by its values, too. */
export async function addValueIdentities(
  tx: EntityManager,
  corrected: readonly { readonly id: string; readonly valuesId: IncidentId | null }[],
  importId: number,
): Promise<void> {
  const valued = corrected.flatMap(({ id, valuesId }) =>
    valuesId === null ? [] : [{ id, identity: toDigits(valuesId) }],
  );
  if (valued.length === 0) return;
  await tx.query(
    `INSERT INTO incident_identity (identity, incident_id, given_by)
     SELECT identity, id, $3 FROM unnest($1::uuid[], $2::uuid[]) AS given (identity, id)
     WHERE NOT EXISTS (SELECT FROM incident WHERE incident.id = given.identity)
       AND NOT EXISTS (SELECT FROM incident_identity AS known WHERE known.identity = given.identity)
     ON CONFLICT DO NOTHING`,
    [valued.map(({ identity }) => identity), valued.map(({ id }) => id), importId],
  );
}
