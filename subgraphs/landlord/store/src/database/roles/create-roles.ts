import pg from "pg";
import type { EntityManager } from "typeorm";
import { identifier } from "./landlord-roles.js";
import { checkRights, maySetPassword } from "./required-rights.js";
import type { RoleState } from "./role-state.js";
import { scramVerifier } from "./scram-verifier.js";

/**
 * Creates the roles that are missing and gives the login this password.
 *
 * @param password null: the login is there and keeps its own.
 * @param isPasswordChosen false: it was made up, so it must be set.
 * @throws ConfigurationError when the node's role may not, with what an administrator can do.
 */
export async function createRoles(
  tx: EntityManager,
  state: RoleState,
  password: string | null,
  isPasswordChosen: boolean,
): Promise<void> {
  checkRights(state, isPasswordChosen);
  const { roles, found } = state;
  for (const name of [roles.personal, roles.accessLog]) {
    if (!found.has(name)) await tx.query(`CREATE ROLE ${identifier(name)} NOLOGIN`);
  }
  if (password !== null && maySetPassword(state)) {
    const verb = found.has(roles.federated) ? "ALTER" : "CREATE";
    const verifier = pg.escapeLiteral(scramVerifier(password));
    await tx.query(`${verb} ROLE ${identifier(roles.federated)} LOGIN PASSWORD ${verifier}`);
  }
  await joinOwners(tx, state);
}

/**
 * Imports make and drop the indexes of personal tables, so their owner's rights come by themselves;
 * those of the log's owner do not, so that no statement of the node changes the log by mistake.
 */
async function joinOwners(tx: EntityManager, { node, roles, found }: RoleState): Promise<void> {
  if (node.isSuperuser) return;
  const member = identifier(node.name);
  if (found.get(roles.personal)?.isInherited !== true) {
    await tx.query(`GRANT ${identifier(roles.personal)} TO ${member} WITH INHERIT TRUE, SET TRUE`);
  }
  if (found.get(roles.accessLog)?.isSettable !== true) {
    await tx.query(
      `GRANT ${identifier(roles.accessLog)} TO ${member} WITH INHERIT FALSE, SET TRUE`,
    );
  }
}
