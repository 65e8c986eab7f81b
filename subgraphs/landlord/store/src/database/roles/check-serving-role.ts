import { ConfigurationError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { federatedCalls, federatedReads } from "./federated-rights.js";
import { findExcess } from "./role-excess.js";

/** Setting of the address by which partners are served. */
export const federatedSetting = "PALIER_FEDERATED_DATABASE_URL";

/** What gives the setting. */
export function prepareCommand(slug: string): string {
  return `palier node prepare --landlord ${slug}`;
}

/** Why a node that partners ask does not start without a login for them. */
export function federatedMissing(slug: string): string {
  return `${federatedSetting} is missing: partners are served by a database login that cannot read free text and names; "${prepareCommand(slug)}" makes it and prints the setting`;
}

/**
 * Whether the login that a store was opened by is one that partners may be served by: it reads what
 * the graph shows, of this landlord, and nothing else. Whoever put the owner's address into the
 * setting learns of it here, and not from a partner.
 *
 * @throws ConfigurationError when it lacks a right, has one too many, or is of another landlord.
 */
export async function checkServingRole(store: DataSource, slug: string): Promise<void> {
  const lacking = await findLack(store);
  if (lacking.length > 0) {
    const rights = lacking.length > 3 ? [...lacking.slice(0, 3), "…"] : lacking;
    throw new ConfigurationError([
      `the login in ${federatedSetting} lacks rights that this version needs (${rights.join(", ")}); "${prepareCommand(slug)}" gives them`,
    ]);
  }
  const [session] = await store.query<{ role: string; slug: string }[]>(
    "SELECT current_user AS role, (SELECT slug FROM node) AS slug",
  );
  if (session?.slug !== slug) {
    throw new ConfigurationError([
      `${federatedSetting} is an address of landlord "${session?.slug}", not of "${slug}"`,
    ]);
  }
  const excess = await findExcess(store.manager, session.role);
  if (excess.length === 0) return;
  throw new ConfigurationError([
    `the login "${session.role}" in ${federatedSetting} may do more than partners may: it ${excess[0]}${others(excess.length - 1)}; "${prepareCommand(slug)}" makes one that may not`,
  ]);
}

function others(count: number): string {
  return count === 0 ? "" : ` (and ${count} rights more)`;
}

/** What the login cannot read or call and has to. */
async function findLack(store: DataSource): Promise<string[]> {
  const wanted = Object.entries(federatedReads).flatMap(([table, columns]) =>
    (columns ?? [null]).map((column) => ({ table, column })),
  );
  const found = await store.query<{ lack: string }[]>(lackSql, [
    wanted.map(({ table }) => table),
    wanted.map(({ column }) => column),
    federatedCalls,
  ]);
  return found.map(({ lack }) => lack).sort();
}

/** A table or function that is not there gives null, which is no right either. */
const lackSql = `
  SELECT concat_ws('.', relation, attribute) AS lack
  FROM unnest($1::text[], $2::text[]) AS wanted (relation, attribute)
  LEFT JOIN pg_class ON pg_class.oid = to_regclass(format('public.%I', relation))
  LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attname = attribute
  WHERE CASE WHEN attribute IS NULL THEN has_table_privilege(pg_class.oid, 'SELECT')
    ELSE has_column_privilege(pg_class.oid, attnum, 'SELECT') END IS NOT TRUE
  UNION ALL
  SELECT call FROM unnest($3::text[]) AS call
  WHERE has_function_privilege(to_regprocedure('public.' || call), 'EXECUTE') IS NOT TRUE
`;
