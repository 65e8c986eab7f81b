import { randomUUID } from "node:crypto";
import { createDatabase } from "@palier/test-support";
import pg from "pg";

/** Of every login that a test makes. */
export const testPassword = "a-password-for-tests";

export interface OwnedDatabase {
  readonly name: string;
  readonly owner: string;
  readonly url: string;
}

/** A database of an account of its own that may create roles and is no administrator of the server. */
export async function ownedDatabase(): Promise<OwnedDatabase> {
  const adminUrl = await createDatabase();
  const name = new URL(adminUrl).pathname.slice(1);
  const owner = `node_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD '${testPassword}';
    ALTER DATABASE ${name} OWNER TO ${owner};
    REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC`);
  await admin.end();
  const url = new URL(adminUrl);
  [url.username, url.password] = [owner, testPassword];
  return { name, owner, url: url.href };
}
