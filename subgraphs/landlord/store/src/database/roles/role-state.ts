import { ConfigurationError } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { type LandlordRoles, landlordRoles } from "./landlord-roles.js";

/** The role of DATABASE_URL, and where it is. */
export interface NodeRole {
  readonly name: string;
  readonly database: string;
  readonly isSuperuser: boolean;
  /** A superuser may, whatever this says. */
  readonly mayCreateRoles: boolean;
}

/** What the server knows of a role that the node needs, as its own role sees it. */
export interface FoundRole {
  readonly name: string;
  readonly mayLogIn: boolean;
  /** Whether the node's role may grant membership and set a password. */
  readonly isAdministered: boolean;
  /** Whether the node's role may act as it once it says so. */
  readonly isSettable: boolean;
  /** Whether the node's role has its rights without saying so. */
  readonly isInherited: boolean;
  /** Other accounts that are members of it or administer it, as whoever made it does; no superusers. */
  readonly strangers: readonly string[];
}

export interface RoleState {
  readonly node: NodeRole;
  readonly roles: LandlordRoles;
  readonly found: ReadonlyMap<string, FoundRole>;
}

/** As PostgreSQL counts. From 16 on a member inherits rights, may act as a role, or both. */
const oldestServer = 160_000;

/** @throws ConfigurationError when the server is too old to tell these kinds of membership apart. */
export async function readRoleState(tx: EntityManager): Promise<RoleState> {
  await refuseOldServer(tx);
  const [node] = await tx.query<NodeRole[]>(`
    SELECT rolname AS name, current_database() AS database, rolsuper AS "isSuperuser",
      rolcreaterole AS "mayCreateRoles"
    FROM pg_roles WHERE rolname = current_user`);
  if (node === undefined) throw new Error("a session without a role");
  const roles = landlordRoles(node.database);
  const found = await tx.query<FoundRole[]>(
    `SELECT rolname AS name, rolcanlogin AS "mayLogIn",
       pg_has_role(oid, 'MEMBER WITH ADMIN OPTION') AS "isAdministered",
       pg_has_role(oid, 'SET') AS "isSettable", pg_has_role(oid, 'USAGE') AS "isInherited",
       ARRAY(SELECT member.rolname::text FROM pg_auth_members JOIN pg_roles AS member
         ON member.oid = pg_auth_members.member WHERE roleid = pg_roles.oid
         AND member.rolname <> current_user AND NOT member.rolsuper ORDER BY 1) AS strangers
     FROM pg_roles WHERE rolname = ANY ($1)`,
    [Object.values(roles)],
  );
  return { node, roles, found: new Map(found.map((role) => [role.name, role])) };
}

async function refuseOldServer(tx: EntityManager): Promise<void> {
  const [server] = await tx.query<{ version: number }[]>(
    "SELECT current_setting('server_version_num')::integer AS version",
  );
  const version = server?.version ?? 0;
  if (version >= oldestServer) return;
  throw new ConfigurationError([
    `the database server is PostgreSQL ${Math.floor(version / 10_000)}; Palier needs version 16 or later`,
  ]);
}
