import type { EntityManager } from "typeorm";
import {
  federatedCalls,
  federatedReads,
  keepLargeObjects,
  largeObjectCalls,
} from "./federated-rights.js";

/** What a login may read, as `table.column` or `table.*`, and call. */
export interface AllowedRights {
  readonly columns: readonly string[];
  readonly calls: readonly string[];
}

const ofFederated: AllowedRights = {
  columns: Object.entries(federatedReads).flatMap(([table, names]) =>
    (names ?? ["*"]).map((name) => `${table}.${name}`),
  ),
  calls: federatedCalls,
};

/**
 * Rights that a role has beyond those of the federated endpoint, or others that are named, however it came by them: given to
 * everyone, by membership, by an administrator. Each is a sentence without its subject.
 */
export async function findExcess(
  tx: EntityManager,
  role: string,
  { columns, calls }: AllowedRights = ofFederated,
): Promise<string[]> {
  const found = await tx.query<{ excess: string }[]>(excessSql, [
    role,
    columns,
    calls,
    largeObjectCalls,
    keepLargeObjects,
  ]);
  return found.map(({ excess }) => excess);
}

const excessSql = `
  WITH relation AS (
    SELECT pg_class.oid, nspname AS schema, relname AS name
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
      AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_t%'
  )
  SELECT 'is a superuser or may create roles or databases, replicate, or bypass row security' AS excess
    FROM pg_roles WHERE rolname = $1
    AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
  UNION ALL
  SELECT 'is a member of ' || pg_get_userbyid(roleid)
    FROM pg_auth_members WHERE member = $1::text::regrole
  UNION ALL
  SELECT 'has ' || privilege || ' on the database'
    FROM unnest(ARRAY['CREATE', 'TEMPORARY']) AS privilege
    WHERE has_database_privilege($1, current_database(), privilege)
  UNION ALL
  SELECT 'has CREATE on schema ' || nspname
    FROM pg_namespace WHERE has_schema_privilege($1, oid, 'CREATE')
  UNION ALL
  SELECT 'has ' || privilege || ' on ' || relation.schema || '.' || relation.name
    FROM relation, unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS privilege
    WHERE has_table_privilege($1, relation.oid, privilege)
  UNION ALL
  SELECT DISTINCT 'has ' || privilege || ' on ' || relation.schema || '.' || relation.name
    FROM relation
    JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped,
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS privilege
    WHERE has_column_privilege($1, relation.oid, attnum, privilege)
      AND NOT (privilege = 'SELECT' AND relation.schema = 'public'
        AND ARRAY[relation.name || '.*', relation.name || '.' || attname]::text[] && $2::text[])
  UNION ALL
  SELECT 'may use ' || relname FROM pg_class
    -- CASE: the planner may ask before it has looked at the kind.
    WHERE CASE relkind WHEN 'S' THEN has_sequence_privilege($1, oid, 'USAGE, SELECT, UPDATE') END
  UNION ALL
  SELECT 'may call ' || pg_proc.oid::regprocedure || ', which acts as ' || pg_get_userbyid(proowner)
    FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
    WHERE prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')
      AND has_function_privilege($1, pg_proc.oid, 'EXECUTE')
      AND pg_proc.oid <> ALL ($3::text[]::regprocedure[])
  UNION ALL
  SELECT 'may fill the disk with large objects, as everyone may until an administrator of the database server has run in this database: ' || $5::text
    WHERE EXISTS (SELECT FROM unnest($4::text[]::regprocedure[]) AS call
      WHERE has_function_privilege($1, call::oid, 'EXECUTE'))
  ORDER BY excess
`;
