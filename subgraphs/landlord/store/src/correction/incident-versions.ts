import { BadUserInputError } from "@palier/schema";
import type { EntityManager } from "typeorm";

/**
 * Acts on incidents, in SQL. An incident's story begins with what it was imported as, written down with the
 * first act on it, and ends where that import is taken back; what came before is then of no more account.
 * Within a story the last value holds that no undone import brought.
 */

/** Columns of an incident that an act may change, and where its source row stands. */
const values = [
  "site_id",
  "day",
  "category",
  "time_band",
  "place",
  "severity",
  "complaint_reference",
  "target",
  "follow_up",
  "file_id",
  "line",
];
const personal = ["reporter", "staff", "narrative", "source"];

const list = (columns: readonly string[], table: string) =>
  columns.map((column) => `${table}.${column}`).join(", ");

/** Number of the version that begins the story of `incident`; 0: it has none. */
const beginOf = (incident: string) => `coalesce((SELECT max(ended.id) FROM incident_version AS ended
  WHERE ended.incident_id = ${incident} AND ended.act = 'UNDONE'), 0)`;

/** Writes down what incidents were imported as, of those of which that is not written down yet. */
export async function keepImported(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query(
    `WITH kept AS (
       INSERT INTO incident_version (incident_id, act, import_id, reason, author, account, made_at,
         ${values.join(", ")})
       SELECT i.id, 'IMPORTED', f.import_id, 'IMPORT', r.author, r.account,
         coalesce(f.imported_at, now()), ${list(values, "i")}
       FROM incident AS i LEFT JOIN import_file AS f ON f.id = i.file_id
       LEFT JOIN import_run AS r ON r.id = f.import_id
       WHERE i.id = ANY ($1::uuid[]) AND NOT EXISTS (
         SELECT FROM incident_version AS v
         WHERE v.incident_id = i.id AND v.act = 'IMPORTED' AND v.id > ${beginOf("i.id")}
       )
       RETURNING id, incident_id
     )
     INSERT INTO incident_version_personal (version_id, ${personal.join(", ")})
     SELECT kept.id, ${list(personal, "p")}
     FROM kept JOIN incident_personal AS p USING (incident_id)`,
    [ids],
  );
}

/** What an act says of itself. */
export interface ActWords {
  /** Null: an act by hand. */
  readonly importId: number | null;
  readonly reason: string;
  readonly author: string;
}

/** An incident as it is to be; file and line as they were where they are null. */
export interface CorrectedIncident {
  readonly id: string;
  readonly siteId: number;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly category: string;
  readonly timeBand: string | null;
  readonly place: string | null;
  readonly severity: number | null;
  readonly complaint: string | null;
  readonly target: string | null;
  readonly followUp: string | null;
  readonly fileId: number | null;
  readonly line: number | null;
  /** null: what is known of persons stays. */
  readonly personal: {
    readonly reporter: string | null;
    readonly staff: string | null;
    readonly narrative: string | null;
    readonly source: string | null;
  } | null;
}

/** Corrects incidents that are there, each once. Months are the caller's to look at. */
export async function storeCorrections(
  tx: EntityManager,
  corrections: readonly CorrectedIncident[],
  { importId, reason, author }: ActWords,
): Promise<void> {
  const ids = corrections.map(({ id }) => id);
  await keepImported(tx, ids);
  const given = JSON.stringify(
    corrections.map(({ personal: told, ...values }) => ({
      ...values,
      ...told,
      isPersonalTold: told !== null,
    })),
  );
  await tx.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (
         id uuid, "siteId" integer, day date, category text, "timeBand" text, place text,
         severity smallint, complaint text, target text, "followUp" text, "fileId" integer, line integer)
     ), changed AS (
       UPDATE incident AS i SET site_id = given."siteId", day = given.day, category = given.category,
         time_band = given."timeBand", place = given.place, severity = given.severity,
         complaint_reference = given.complaint, target = given.target,
         follow_up = given."followUp",
         file_id = coalesce(given."fileId", i.file_id), line = coalesce(given.line, i.line)
       FROM given WHERE given.id = i.id
       RETURNING i.*
     )
     INSERT INTO incident_version (incident_id, act, import_id, reason, author, ${values.join(", ")})
     SELECT id, 'CORRECTED', $2, $3, $4, ${values.join(", ")} FROM changed ORDER BY id`,
    [given, importId, reason, author],
  );
  await tx.query(
    `INSERT INTO incident_personal AS p (incident_id, ${personal.join(", ")})
     SELECT id, ${personal.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS given (
       id uuid, reporter text, staff text, narrative text, source text, "isPersonalTold" boolean)
     WHERE "isPersonalTold"
     ON CONFLICT (incident_id) DO UPDATE
       SET (${personal.join(", ")}) = ROW (${list(personal, "excluded")})`,
    [given],
  );
  await tx.query(
    `INSERT INTO incident_version_personal (version_id, ${personal.join(", ")})
     SELECT last.id, ${list(personal, "p")} FROM incident_personal AS p
     JOIN (SELECT incident_id, max(id) AS id FROM incident_version
           WHERE incident_id = ANY ($1::uuid[]) GROUP BY incident_id) AS last USING (incident_id)`,
    [ids],
  );
}

/** An act without values. @returns its number. */
export async function keepAct(
  tx: EntityManager,
  id: string,
  act: "WITHDRAWN" | "RESTORED",
  { reason, author }: Omit<ActWords, "importId">,
): Promise<number> {
  const [kept] = await tx.query<{ id: number }[]>(
    `INSERT INTO incident_version (incident_id, act, reason, author)
     VALUES ($1, $2, $3, $4) RETURNING id`,
    [id, act, reason, author],
  );
  if (kept === undefined) throw new Error("an act without a number");
  return kept.id;
}

/** Ends the stories of incidents whose import is taken back. */
export async function endStories(
  tx: EntityManager,
  ids: readonly string[],
  { importId, author }: Pick<ActWords, "importId" | "author">,
): Promise<void> {
  await tx.query(
    `INSERT INTO incident_version (incident_id, act, import_id, reason, author)
     SELECT id, 'UNDONE', $2, 'UNDO', $3 FROM unnest($1::uuid[]) AS ended (id)
     WHERE EXISTS (SELECT FROM incident_version WHERE incident_id = ended.id)`,
    [ids, importId, author],
  );
}

/** Versions of incidents that have a value, of stories that have not ended, and that no undone import brought. */
export const holdingVersions = (ids: string) => `
  SELECT v.* FROM incident_version AS v LEFT JOIN import_run AS r ON r.id = v.import_id
  WHERE v.incident_id = ANY (${ids}::uuid[]) AND v.id > ${beginOf("v.incident_id")}
    AND (v.act = 'IMPORTED' OR v.act = 'CORRECTED' AND r.undone_at IS NULL)`;

/** What incidents are by their stories: of each that has a value, the version that holds. */
const holding = (ids: string) => `
  SELECT DISTINCT ON (incident_id) * FROM (${holdingVersions(ids)}) AS held
  ORDER BY incident_id, id DESC`;

/** A value that holds. */
export interface HeldValue {
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** @returns the values by which `restate` would go. */
export function heldValues(tx: EntityManager, ids: readonly string[]): Promise<HeldValue[]> {
  return tx.query<HeldValue[]>(
    `SELECT incident_id AS id, day::text AS day FROM (${holding("$1")}) AS held`,
    [ids],
  );
}

/**
 * Puts incidents as their stories say, and those that were away back.
 *
 * @throws BadUserInputError when one would be at a site that was not there then, by what is told of it now.
 */
export async function restate(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO incident AS i (id, ${values.join(", ")})
     SELECT incident_id, ${values.join(", ")} FROM (${holding("$1")}) AS held
     ON CONFLICT (id) DO UPDATE SET (${values.join(", ")}) = ROW (${list(values, "excluded")})`,
    [ids],
  );
  await tx.query("DELETE FROM incident_personal WHERE incident_id = ANY ($1::uuid[])", [ids]);
  await tx.query(
    `INSERT INTO incident_personal (incident_id, ${personal.join(", ")})
     SELECT held.incident_id, ${list(personal, "p")}
     FROM (${holding("$1")}) AS held JOIN incident_version_personal AS p ON p.version_id = held.id`,
    [ids],
  );
  const [stray] = await tx.query<{ reference: string; day: string }[]>(
    `SELECT reference, day::text AS day FROM incident AS i JOIN site ON site.id = i.site_id
     WHERE i.id = ANY ($1::uuid[])
       AND extract(year FROM day) * 12 + extract(month FROM day) - 1 NOT BETWEEN first_month AND last_month
     ORDER BY i.id LIMIT 1`,
    [ids],
  );
  if (stray === undefined) return;
  throw new BadUserInputError(
    `Nothing is changed: site "${stray.reference}" was not there on ${stray.day}, when an incident would be at it again ("palier sites list" shows the months of each).`,
  );
}

/** What they would be known by besides their ids; what was erased of them is told by none of these either. */
export async function forgetIdentities(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await spreadErasures(tx, ids);
  await tx.query("DELETE FROM incident_identity WHERE incident_id = ANY ($1::uuid[])", [ids]);
}

/** What was erased of an incident stays so under all that it is known by: a file may make another one of it later. */
export async function spreadErasures(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO erased_field (incident_id, field, erasure_id)
     SELECT DISTINCT ON (known.identity, field) known.identity, field, erasure_id
     FROM incident_identity AS known JOIN erased_field AS e USING (incident_id)
     WHERE known.incident_id = ANY ($1::uuid[])
     ON CONFLICT (incident_id, field) DO NOTHING`,
    [ids],
  );
}

/**
 * What imports that are undone made incidents known by, save where what they said of them holds otherwise.
 *
 * @param ids of incidents that are there, or withdrawn.
 */
export async function forgetUndoneIdentities(
  tx: EntityManager,
  ids: readonly string[],
): Promise<void> {
  await spreadErasures(tx, ids);
  const told = (version: string) =>
    `(${list(["site_id", "day", "category", "time_band", "place", "severity"], version)})`;
  await tx.query(
    `DELETE FROM incident_identity AS known USING import_run AS r
     WHERE known.incident_id = ANY ($1::uuid[]) AND r.id = known.given_by
       AND r.undone_at IS NOT NULL AND NOT EXISTS (
         SELECT FROM incident_version AS given
         JOIN (${holdingVersions("$1")}) AS held USING (incident_id)
         WHERE given.incident_id = known.incident_id AND given.import_id = known.given_by
           AND ${told("given")} IS NOT DISTINCT FROM ${told("held")})`,
    [ids],
  );
}

/** Takes incidents away; what is kept of them is the caller's to write down before. */
export async function removeIncidents(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query("DELETE FROM incident_personal WHERE incident_id = ANY ($1::uuid[])", [ids]);
  await tx.query("DELETE FROM incident WHERE id = ANY ($1::uuid[])", [ids]);
}
