import type { EntityManager } from "typeorm";
import {
  accessLogFunctions,
  accessLogTables,
  federatedCalls,
  federatedReads,
  keepLargeObjects,
  personalTables,
} from "./federated-rights.js";
import { identifier } from "./landlord-roles.js";
import type { RoleState } from "./role-state.js";

/** Gives each table to its owner, and each role exactly the rights that it has here. */
export async function grantRights(tx: EntityManager, state: RoleState): Promise<void> {
  const { node, roles } = state;
  const [nodeRole, personal, log, federated] = [
    ...[node.name, roles.personal, roles.accessLog, roles.federated].map(identifier),
  ];
  const database = identifier(node.database);
  await tx.query(`
    REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO ${federated};
    GRANT USAGE ON SCHEMA public TO ${personal}, ${log}, ${federated};
    -- A purge asks how long the signed convention keeps the log.
    GRANT SELECT ON convention_signature TO ${log};`);
  if (node.isSuperuser) await tx.query(keepLargeObjects);
  await handOver(tx, roles.personal, personalTables, []);
  await handOver(tx, roles.accessLog, accessLogTables, accessLogFunctions);
  await revokeAll(tx, roles.federated);
  for (const [table, columns] of Object.entries(federatedReads)) {
    const read = columns === null ? "SELECT" : `SELECT (${columns.join(", ")})`;
    await tx.query(`GRANT ${read} ON ${table} TO ${federated}`);
  }
  await tx.query(`
    SET LOCAL ROLE ${log};
    REVOKE ALL ON ${accessLogTables.join(", ")} FROM ${federated};
    GRANT SELECT ON ${accessLogTables.join(", ")} TO ${nodeRole};
    GRANT EXECUTE ON FUNCTION ${federatedCalls.join(", ")} TO ${nodeRole}, ${federated};
    GRANT EXECUTE ON FUNCTION purge_access_log(timestamptz) TO ${nodeRole};
    SET LOCAL ROLE NONE;`);
}

/** What a role owns already is not touched: changing an owner waits for every reader. */
async function handOver(
  tx: EntityManager,
  owner: string,
  tables: readonly string[],
  functions: readonly string[],
): Promise<void> {
  const changes = await tx.query<{ change: string }[]>(
    `SELECT format('ALTER TABLE %s OWNER TO %I', oid::regclass, $1::text) AS change
     FROM pg_class WHERE oid = ANY ($2::text[]::regclass[]) AND relowner <> $1::text::regrole
     UNION ALL
     SELECT format('ALTER FUNCTION %s OWNER TO %I', oid::regprocedure, $1::text)
     FROM pg_proc WHERE oid = ANY ($3::text[]::regprocedure[]) AND proowner <> $1::text::regrole`,
    [owner, tables, functions],
  );
  if (changes.length === 0) return;
  // PostgreSQL asks that a new owner could have made the thing itself.
  await tx.query(`GRANT CREATE ON SCHEMA public TO ${identifier(owner)}`);
  for (const { change } of changes) await tx.query(change);
  await tx.query(`REVOKE CREATE ON SCHEMA public FROM ${identifier(owner)}`);
}

/** Takes back what an earlier version granted on what the node's role owns. */
async function revokeAll(tx: EntityManager, role: string): Promise<void> {
  const relations = await tx.query<{ name: string }[]>(`
    SELECT oid::regclass::text AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
      AND pg_has_role(relowner, 'USAGE')`);
  const names = relations.map(({ name }) => name).join(", ");
  await tx.query(`REVOKE ALL ON ${names} FROM ${identifier(role)}`);
}
