import { randomBytes } from "node:crypto";
import { ConfigurationError } from "@palier/schema";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";
import { withStoreLock } from "../../sql/store-lock.js";
import { createRoles } from "./create-roles.js";
import { grantRights } from "./grant-rights.js";
import { findExcess } from "./role-excess.js";
import { readRoleState } from "./role-state.js";

export interface PreparedRoles {
  /** Address of the same database for the federated endpoint; without a password where that was kept. */
  readonly federatedUrl: string;
  /** False: the login has the password that it had, which nobody can read back. */
  readonly isPasswordNew: boolean;
}

export interface LoginOptions {
  /** Of the federated login, in printable ASCII. */
  readonly password?: string;
  /** Leaves a login that is there its password, so that the processes that use it go on. */
  readonly keepsPassword?: boolean;
}

/**
 * Splits the rights of the node: personal fields and the access log go to owners of their own, and
 * the federated endpoint gets a login that reads what the graph shows and appends to the log, no
 * more. Doing it again changes nothing but the password.
 *
 * Without a password, and unless it is kept, each call makes one up, which shuts the door on a
 * process that was given an earlier one: several processes of one node need a password that they
 * share, and a role that may not set passwords needs to be told it.
 *
 * @throws ConfigurationError when the role of DATABASE_URL lacks the rights for this, or the login
 *   has rights that it must not have.
 */
export async function prepareRoles(
  store: DataSource,
  options: LoginOptions = {},
): Promise<PreparedRoles> {
  return withStoreLock(store, (tx) => prepareRolesIn(store, tx, options));
}

/** The same in a transaction of the store that is under way. */
export async function prepareRolesIn(
  store: DataSource,
  tx: EntityManager,
  { password, keepsPassword = false }: LoginOptions,
): Promise<PreparedRoles> {
  if (password !== undefined && !/^[\x21-\x7e]{16,200}$/.test(password)) {
    throw new ConfigurationError([
      "the password of the federated login needs 16 to 200 characters: letters, digits and signs of ASCII, no spaces",
    ]);
  }
  const { name, secret } = await split(tx, { password, keepsPassword }).catch(explain);
  return { federatedUrl: addressAs(store, name, secret ?? ""), isPasswordNew: secret !== null };
}

async function split(
  tx: EntityManager,
  { password, keepsPassword }: LoginOptions,
): Promise<FederatedLogin> {
  const state = await readRoleState(tx);
  const { federated } = state.roles;
  const isKept = keepsPassword && state.found.get(federated)?.mayLogIn === true;
  const secret = isKept ? null : (password ?? randomBytes(32).toString("base64url"));
  await createRoles(tx, state, secret, isKept || password !== undefined);
  await grantRights(tx, state);
  const excess = await findExcess(tx, federated);
  if (excess.length === 0) return { name: federated, secret };
  throw new ConfigurationError(
    excess.map((right) => `the database role "${federated}" ${right}; take that away from it`),
  );
}

interface FederatedLogin {
  readonly name: string;
  /** Its password; null where it was kept. */
  readonly secret: string | null;
}

const insufficientPrivilege = "42501";

function explain(error: unknown): never {
  const isRefusal =
    error instanceof QueryFailedError && error.driverError.code === insufficientPrivilege;
  if (!isRefusal) throw error;
  throw new ConfigurationError([
    `the account of DATABASE_URL must own the database and all that is in it, and PostgreSQL says: ${error.message}`,
  ]);
}

/** The address of the store for another login. */
export function addressAs({ options }: DataSource, role: string, password: string): string {
  if (options.type !== "postgres" || options.url === undefined) {
    throw new Error("a store that was not opened by its address");
  }
  const url = new URL(options.url);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
