import type { EntityManager } from "typeorm";

/**
 * Every table that a store of any version has, each after those that its rows refer to; `migrations` is
 * written by the migrations themselves.
 */
export const storeTables = [
  "node",
  "convention_signature",
  "partner_pause",
  "site",
  "site_past",
  "site_part",
  "site_number",
  "handed_over",
  "taken_over",
  "taken_count",
  "site_act",
  "import_run",
  "import_file",
  "import_retold",
  "incident",
  "incident_source",
  "incident_personal",
  "incident_identity",
  "incident_version",
  "incident_version_personal",
  "withdrawn_incident",
  "submitting_system",
  "submission",
  "closed_month",
  "open_month",
  "decision",
  "action",
  "action_further_site",
  "action_change",
  "incident_count",
  "classification",
  "level_tally",
  "restatement",
  "reopened_month",
  "former_level",
  "former_tally",
  "purge_horizon",
  "frozen_gate",
  "purged_identity",
  "purge_run",
  "erasure",
  "erased_field",
  "release_key",
  "release",
  "release_line",
  "release_cell",
  "release_level",
  "release_note",
  "restoration",
  "record_edition",
  "access_log",
  "access_log_head",
  // Of stores before links were salted.
  "access_log_purge",
  "access_log_purged",
  "access_log_month",
  "log_checkpoint",
  "peer_log_head",
] as const;

/** A table as it stands in the database. */
export interface StoreTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** What numbers its rows; null: nothing. */
  readonly numbered: { readonly column: string; readonly sequence: string } | null;
}

/** The tables that are there, in the order above. */
export async function readTables(tx: Pick<EntityManager, "query">): Promise<StoreTable[]> {
  const found = await tx.query<Column[]>(
    `SELECT relname AS "table", quote_ident(attname) AS column,
       CASE WHEN attidentity <> '' THEN pg_get_serial_sequence(pg_class.oid::regclass::text, attname) END
         AS sequence
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname = ANY ($1)
       AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attnum`,
    [storeTables],
  );
  return storeTables.flatMap((name) => {
    const columns = found.filter(({ table }) => table === name);
    if (columns.length === 0) return [];
    const numbered = columns.flatMap(({ column, sequence }) =>
      sequence === null ? [] : [{ column, sequence }],
    );
    return [{ name, columns: columns.map(({ column }) => column), numbered: numbered[0] ?? null }];
  });
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly sequence: string | null;
}

/** Tables in the landlord's database that are none of Palier's, and so in no backup. */
export async function readOtherTables(tx: Pick<EntityManager, "query">): Promise<string[]> {
  const others = await tx.query<{ name: string }[]>(
    `SELECT pg_class.oid::regclass::text AS name FROM pg_class
     WHERE ${isOurs} AND relkind IN ('r', 'p', 'm') AND NOT (relnamespace = 'public'::regnamespace
       AND relname = ANY ($1 || ARRAY['migrations']))
     ORDER BY 1`,
    [storeTables],
  );
  return others.map(({ name }) => name);
}

/** The name of something that stands in the database; null when it is empty. */
export async function readOccupant(tx: Pick<EntityManager, "query">): Promise<string | null> {
  const [occupant] = await tx.query<{ name: string }[]>(
    `SELECT pg_class.oid::regclass::text AS name FROM pg_class
     WHERE ${isOurs} AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') ORDER BY 1 LIMIT 1`,
  );
  return occupant?.name ?? null;
}

/** Neither PostgreSQL's nor an extension's, which an operator of databases installs in every one. */
const isOurs = `pg_class.oid >= 16384
  AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND relnamespace::regnamespace::text NOT LIKE 'pg\\_temp%'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`;
