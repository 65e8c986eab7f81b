import { randomBytes } from "node:crypto";
import { ConfigurationError } from "@palier/schema";
import pg from "pg";
import type { DataSource } from "typeorm";
import { withStoreLock } from "../../sql/store-lock.js";
import { keepLargeObjects } from "./federated-rights.js";
import { identifier } from "./landlord-roles.js";
import { addressAs } from "./prepare-roles.js";
import { findExcess } from "./role-excess.js";
import { readRoleState } from "./role-state.js";
import { scramVerifier } from "./scram-verifier.js";

/** All that the login of the listener for submissions may do. */
export const submissionCalls: readonly string[] = [
  "submitting_system(bytea)",
  "submission_state(bytea, text)",
  "submit_incidents(bytea, text, bytea, text)",
];

/**
 * Makes the login by which a listener submits, with a new password each time, and gives it the calls.
 *
 * @returns the address of the database as that login.
 * @throws ConfigurationError when the role of DATABASE_URL may not make one, or it may do more.
 */
export function prepareSubmissionLogin(store: DataSource): Promise<string> {
  return withStoreLock(store, async (tx) => {
    const { node, roles } = await readRoleState(tx);
    const name = submissionLogin(roles.federated);
    const role = identifier(name);
    if (!node.isSuperuser && !node.mayCreateRoles) {
      throw new ConfigurationError([
        `the account of DATABASE_URL may make no logins; have an administrator of the database server run: ALTER ROLE ${identifier(node.name)} CREATEROLE`,
      ]);
    }
    const [known] = await tx.query<unknown[]>("SELECT FROM pg_roles WHERE rolname = $1", [name]);
    const password = randomBytes(32).toString("base64url");
    const verb = known === undefined ? "CREATE" : "ALTER";
    await tx.query(
      `${verb} ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(password))}`,
    );
    const database = identifier(node.database);
    await tx.query(`
      REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC;
      GRANT CONNECT ON DATABASE ${database} TO ${role};
      GRANT USAGE ON SCHEMA public TO ${role};
      GRANT EXECUTE ON FUNCTION ${submissionCalls.join(", ")} TO ${role}`);
    if (node.isSuperuser) await tx.query(keepLargeObjects);
    const excess = await findExcess(tx, name, { columns: [], calls: submissionCalls });
    if (excess.length > 0) {
      throw new ConfigurationError(
        excess.map((right) => `the database role "${name}" ${right}; take that away from it`),
      );
    }
    return addressAs(store, name, password);
  });
}

/** Beside the login of partners, whose name fits. */
export function submissionLogin(federated: string): string {
  return federated.replace(/_federated$/, "_submit");
}
