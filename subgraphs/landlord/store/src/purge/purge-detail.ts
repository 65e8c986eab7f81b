import { firstDay, type MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";

/** Rows that a purge took away. */
export interface PurgedRows {
  readonly incidents: number;
  readonly versions: number;
  readonly sourceRows: number;
}

/**
 * Takes incidents of the months before one away, with all that is kept of them: what a file said, what is known
 * of persons, what they were before corrections, and the acts on actions of that time. The caller holds the
 * store's lock.
 *
 * @param isLast whether imports are looked through of which nothing is left.
 */
export async function purgeDetail(
  tx: EntityManager,
  before: MonthNumber,
  isLast: boolean,
): Promise<PurgedRows> {
  const day = firstDay(before);
  await tx.query(gather(day));
  await tx.query(keepIdentities(day));
  await tx.query("DELETE FROM purged_identity WHERE until_month < $1", [before]);
  await tx.query(markImports);
  const removed = async (statement: string) => (await tx.query<[unknown, number]>(statement))[1];
  const ofPurged = (table: string, column: string) =>
    removed(`DELETE FROM ${table} AS t USING purged_now WHERE t.${column} = purged_now.id`);
  await ofPurged("withdrawn_incident", "incident_id");
  await tx.query(removeIdentityMarks);
  await ofPurged("incident_identity", "incident_id");
  await ofPurged("incident_personal", "incident_id");
  await ofPurged("erased_field", "incident_id");
  const versions = await ofPurged("incident_version", "incident_id");
  const incidents = await ofPurged("incident", "id");
  const sourceRows = await removed(removeLines);
  const changes = await removed(removeChanges(day));
  // What waits was acknowledged: it is loaded, and told to be of a time that is purged. Only the loader can read
  // which of its rows are.
  await tx.query("DELETE FROM submission WHERE month < $1 AND state <> 'WAITING'", [before]);
  await tx.query("DELETE FROM open_month WHERE month < $1", [before]);
  const left = isLast ? await removed(removeStrayLines) : 0;
  if (isLast) await tx.query(removeImports(day));
  await tx.query("DROP TABLE purged_now, purged_line");
  await tx.query("UPDATE purge_horizon SET detail_before = greatest(detail_before, $1)", [before]);
  return { incidents, versions: versions + changes, sourceRows: sourceRows + left };
}

/** Rows that a purge of the months before one would take away. */
export async function countDetail(
  database: Pick<EntityManager, "query">,
  before: MonthNumber,
): Promise<PurgedRows> {
  const [counted] = await database.query<PurgedRows[]>(countSql(firstDay(before)));
  if (counted === undefined) throw new Error("a count without a row");
  return counted;
}

/** What is not among the incidents, since it is withdrawn or its import was taken back, goes by its last day. */
const goneIncidents = (day: string) => `
  SELECT id FROM incident WHERE day < '${day}'
  UNION
  SELECT incident_id FROM (
    SELECT DISTINCT ON (incident_id) incident_id, day FROM incident_version
    WHERE day IS NOT NULL ORDER BY incident_id, id DESC
  ) AS last
  WHERE day < '${day}' AND NOT EXISTS (SELECT FROM incident WHERE incident.id = incident_id)
`;

const goneLines = `
  SELECT file_id, line FROM incident JOIN purged_now USING (id)
  UNION
  SELECT file_id, line FROM incident_version AS v JOIN purged_now ON purged_now.id = v.incident_id
  WHERE file_id IS NOT NULL
`;

const gather = (day: string) => `
  CREATE TEMPORARY TABLE purged_now ON COMMIT DROP AS ${goneIncidents(day)};
  CREATE TEMPORARY TABLE purged_line ON COMMIT DROP AS ${goneLines};
  ANALYZE purged_now, purged_line;
`;

/** As the statements below take them away: rows that stand for something that is kept stay. */
const countSql = (day: string) => `
  WITH purged_now AS (${goneIncidents(day)}), purged_line AS (${goneLines}), kept AS (
    SELECT file_id, line FROM incident WHERE NOT EXISTS (SELECT FROM purged_now AS p WHERE p.id = incident.id)
    UNION
    SELECT file_id, line FROM incident_version AS v
    WHERE NOT EXISTS (SELECT FROM purged_now AS p WHERE p.id = v.incident_id)
  )
  SELECT (SELECT count(*) FROM incident JOIN purged_now USING (id))::integer AS incidents,
    ((SELECT count(*) FROM incident_version AS v JOIN purged_now ON purged_now.id = v.incident_id)
      + (SELECT count(*) FROM action_change AS c WHERE ${isChangeGone(day)}))::integer AS versions,
    (SELECT count(*) FROM incident_source AS s
      WHERE EXISTS (SELECT FROM purged_line AS gone WHERE (gone.file_id, gone.line) = (s.file_id, s.line))
          AND NOT EXISTS (SELECT FROM kept WHERE (kept.file_id, kept.line) = (s.file_id, s.line))
        OR NOT EXISTS (SELECT FROM kept WHERE kept.file_id = s.file_id))::integer AS "sourceRows"
`;

/** A file that still tells one of a later month, as it did before a correction, brings nothing back. */
const keepIdentities = (day: string) => `
  INSERT INTO purged_identity (identity, until_month)
  SELECT identity, max(month) FROM (
    SELECT v.incident_id, (extract(year FROM v.day) * 12 + extract(month FROM v.day) - 1)::integer AS month
    FROM incident_version AS v JOIN purged_now ON purged_now.id = v.incident_id
    WHERE v.day >= '${day}' AND NOT EXISTS (SELECT FROM incident_version AS ended
      WHERE ended.incident_id = v.incident_id AND ended.act = 'UNDONE' AND ended.id > v.id)
  ) AS told
  CROSS JOIN LATERAL (
    SELECT told.incident_id AS identity
    UNION SELECT i.identity FROM incident_identity AS i WHERE i.incident_id = told.incident_id
  ) AS known
  GROUP BY identity
  ON CONFLICT (identity) DO UPDATE SET until_month = greatest(purged_identity.until_month, excluded.until_month)
`;

/** What was erased stays so under whatever else an incident is known by. */
const removeIdentityMarks = `
  DELETE FROM erased_field AS e USING incident_identity AS known JOIN purged_now AS p ON p.id = known.incident_id
  WHERE e.incident_id = known.identity
`;

const markImports = `
  UPDATE import_run SET is_purged = true WHERE NOT is_purged AND id IN (
    SELECT import_id FROM import_file WHERE id IN (SELECT file_id FROM purged_line)
    UNION
    SELECT import_id FROM incident_version AS v JOIN purged_now ON purged_now.id = v.incident_id
  )
`;

/** A row may stand for several incidents, of which some are kept. */
const removeLines = `
  DELETE FROM incident_source AS s USING purged_line AS gone
  WHERE s.file_id = gone.file_id AND s.line = gone.line
    AND NOT EXISTS (SELECT FROM incident AS i WHERE i.file_id = s.file_id AND i.line = s.line)
    AND NOT EXISTS (SELECT FROM incident_version AS v WHERE v.file_id = s.file_id AND v.line = s.line)
`;

/** When an action was last changed is shown with it. */
const isChangeGone = (day: string) => `
  changed_at < '${day}'::timestamp AT TIME ZONE 'Europe/Paris'
    AND EXISTS (SELECT FROM action_change AS later WHERE later.action_id = c.action_id AND later.id > c.id)
`;
const removeChanges = (day: string) => `DELETE FROM action_change AS c WHERE ${isChangeGone(day)}`;

const removeStrayLines = `
  DELETE FROM incident_source WHERE file_id IN (
    SELECT file_id FROM incident_source
    EXCEPT SELECT file_id FROM incident
    EXCEPT SELECT file_id FROM incident_version
  )
`;

const removeImports = (day: string) => `
  DELETE FROM import_file WHERE imported_at < '${day}'::timestamp AT TIME ZONE 'Europe/Paris'
    AND id IN (SELECT id FROM import_file EXCEPT SELECT file_id FROM incident EXCEPT SELECT file_id FROM incident_version);
  DELETE FROM import_run AS r WHERE imported_at < '${day}'::timestamp AT TIME ZONE 'Europe/Paris'
    AND NOT EXISTS (SELECT FROM import_file AS f WHERE f.import_id = r.id)
    AND NOT EXISTS (SELECT FROM incident_version AS v WHERE v.import_id = r.id);
  -- What they told too of later months stays, told by an import that nobody can take back.
  WITH gone AS (
    DELETE FROM import_retold AS told WHERE told_by > 0 AND NOT EXISTS (SELECT FROM import_run AS r WHERE r.id = told_by)
    RETURNING *
  )
  INSERT INTO import_retold AS kept (import_id, told_by, file_name, incidents)
  SELECT import_id, 0, max(file_name), max(incidents) FROM gone
  WHERE EXISTS (SELECT FROM import_run AS r WHERE r.id = import_id) GROUP BY import_id
  ON CONFLICT (import_id, told_by) DO UPDATE SET incidents = greatest(kept.incidents, excluded.incidents);
`;
