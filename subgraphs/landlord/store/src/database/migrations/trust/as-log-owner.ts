import type { QueryRunner } from "typeorm";

interface LogOwner {
  readonly owner: string;
  readonly role: string;
  readonly isOwn: boolean;
}

/**
 * Once the roles are prepared, the access log is another's than the role's that brings the tables up
 * to date: what is changed of it and what it reads of others is done and granted here.
 *
 * @param tables new ones, which the node's role may read.
 */
export async function asLogOwner(
  queryRunner: QueryRunner,
  tables: readonly string[],
  statements: readonly string[],
): Promise<void> {
  const [log] = await queryRunner.query(`
    SELECT quote_ident(pg_get_userbyid(relowner)) AS owner, quote_ident(current_user) AS role,
      relowner = current_user::regrole AS "isOwn"
    FROM pg_class WHERE oid = 'access_log'::regclass`);
  const { owner, role, isOwn } = log as LogOwner;
  const act = async () => {
    for (const statement of statements) await queryRunner.query(statement);
  };
  if (isOwn) return act();
  await queryRunner.query(`
    GRANT SELECT ON convention_signature TO ${owner};
    GRANT CREATE ON SCHEMA public TO ${owner};
    SET LOCAL ROLE ${owner};`);
  await act();
  await queryRunner.query(`
    GRANT SELECT ON ${tables.join(", ")} TO ${role};
    SET LOCAL ROLE NONE;
    REVOKE CREATE ON SCHEMA public FROM ${owner};`);
}
