import type { EntityManager } from "typeorm";

const tables = ["incident", "incident_source", "incident_personal"];

/** Its one index grows at its end, since source rows come in the order of their key: kept, it costs no time at the end. */
const inOrder = "incident_source";

/** Statements that make the indexes of the tables of incidents again, as the store has them. */
export interface DroppedIndexes {
  readonly statements: readonly string[];
}

/**
 * Takes the indexes of empty tables away, for a first load: making them at its end costs a
 * quarter of keeping them up to date row by row. Whoever reads these tables waits until the
 * transaction ends; they are empty for everyone until then.
 *
 * @returns null, with nothing done, when the tables hold rows.
 */
export async function dropIndexes(tx: EntityManager): Promise<DroppedIndexes | null> {
  const [found] = await tx.query<{ holdsRows: boolean }[]>(
    `SELECT ${tables.map((table) => `EXISTS (SELECT FROM ${table})`).join(" OR ")} AS "holdsRows"`,
  );
  if (found?.holdsRows !== false) return null;
  const indexes = await tx.query<{ drop: string; create: string }[]>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                   pg_get_constraintdef(oid)) AS create
     FROM pg_constraint WHERE contype = 'p' AND conrelid = ANY ($1::text[]::regclass[])
       AND conrelid <> $2::text::regclass
     UNION ALL
     SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     FROM pg_index WHERE indrelid = ANY ($1::text[]::regclass[]) AND NOT indisprimary`,
    [tables, inOrder],
  );
  for (const { drop } of indexes) await tx.query(drop);
  return { statements: indexes.map(({ create }) => create) };
}

export async function makeIndexes(
  tx: EntityManager,
  { statements }: DroppedIndexes,
): Promise<void> {
  await tx.query("SET LOCAL maintenance_work_mem = '256MB'");
  for (const statement of statements) await tx.query(statement);
}
