import { ConfigurationError } from "@palier/schema";
import { identifier } from "./landlord-roles.js";
import type { FoundRole, RoleState } from "./role-state.js";

/**
 * Whether the node's role can prepare the roles: make those that are missing, act as the owners,
 * and set the login's password.
 *
 * @param isPasswordChosen an administrator may have set it.
 * @throws ConfigurationError when it cannot, or when another account has a hold of a role that is
 *   there, with what to do.
 */
export function checkRights(state: RoleState, isPasswordChosen: boolean): void {
  const { roles, found } = state;
  const logins = [roles.personal, roles.accessLog].filter((name) => found.get(name)?.mayLogIn);
  if (logins.length > 0) throw new ConfigurationError(logins.map(isLoginAlready));
  const strange = [...found.values()].filter(({ strangers }) => strangers.length > 0);
  if (strange.length > 0) throw new ConfigurationError(strange.map(isOfStrangers));
  const mayJoin = (name: string) => found.get(name)?.isAdministered ?? mayCreate(state);
  const isReady =
    (found.get(roles.personal)?.isInherited || mayJoin(roles.personal)) &&
    (found.get(roles.accessLog)?.isSettable || mayJoin(roles.accessLog)) &&
    (found.has(roles.federated) || mayCreate(state)) &&
    (isPasswordChosen || maySetPassword(state));
  if (!isReady) throw lackOfRights(state);
}

/** Whether the node's role may set the password of the login, which it may have to create. */
export function maySetPassword(state: RoleState): boolean {
  const login = state.found.get(state.roles.federated);
  return mayCreate(state) && (login?.isAdministered ?? true);
}

function mayCreate({ node }: RoleState): boolean {
  return node.isSuperuser || node.mayCreateRoles;
}

function isLoginAlready(name: string): string {
  return `the database role "${name}" is needed for what nobody logs in to, and is a login already; rename it`;
}

/** Whoever makes a role administers it, and would have what this landlord gives to it. */
function isOfStrangers({ name, strangers }: FoundRole): string {
  const holders = strangers.map((stranger) => `"${stranger}"`).join(", ");
  return `the database role "${name}" is this landlord's alone, and is there already in the hands of ${holders}; have an administrator of the database server rename or drop it, or take it from them (REVOKE ${identifier(name)} FROM …), and try again`;
}

function lackOfRights({ node, roles, found }: RoleState): ConfigurationError {
  const [member, personal, log, federated] = [
    ...[node.name, roles.personal, roles.accessLog, roles.federated].map(identifier),
  ];
  const create = (name: string, statement: string) => (found.has(name) ? [] : [statement]);
  const statements = [
    ...create(roles.personal, `CREATE ROLE ${personal} NOLOGIN;`),
    ...create(roles.accessLog, `CREATE ROLE ${log} NOLOGIN;`),
    ...create(roles.federated, `CREATE ROLE ${federated} LOGIN;`),
    `ALTER ROLE ${federated} PASSWORD '(a password of your choice)';`,
    `GRANT ${personal} TO ${member} WITH INHERIT TRUE, SET TRUE;`,
    `GRANT ${log} TO ${member} WITH INHERIT FALSE, SET TRUE;`,
  ];
  return new ConfigurationError([
    [
      `the account "${node.name}" of DATABASE_URL may not create the database roles that keep personal fields from the partners' endpoint. Have an administrator of the database server run either`,
      `    ALTER ROLE ${member} CREATEROLE;`,
      "  and try again, or these statements, then try again and put the password chosen in them into the address of the login:",
      ...statements.map((statement) => `    ${statement}`),
    ].join("\n"),
  ]);
}
