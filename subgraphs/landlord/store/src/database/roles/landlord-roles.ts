import { createHash } from "node:crypto";
import pg from "pg";

/**
 * The database roles of one landlord's node, beside its own, which is that of DATABASE_URL: that
 * one migrates, imports and classifies.
 */
export interface LandlordRoles {
  /** Owns the tables that hold personal fields; cannot log in. */
  readonly personal: string;
  /** Owns the access log; cannot log in, and is not acted as without saying so. */
  readonly accessLog: string;
  /** What the federated endpoint connects as; owns nothing. */
  readonly federated: string;
}

/** PostgreSQL cuts longer names off, which would give two databases the same roles. */
const longestNameBytes = 63;

/** A server's databases share their roles, so each has roles of its own name. */
export function landlordRoles(database: string): LandlordRoles {
  const base =
    Buffer.byteLength(`${database}_federated`) <= longestNameBytes
      ? database
      : `palier_${createHash("sha256").update(database).digest("hex").slice(0, 32)}`;
  return { personal: `${base}_personal`, accessLog: `${base}_log`, federated: `${base}_federated` };
}

/** A name as it stands in a statement. */
export function identifier(name: string): string {
  return pg.escapeIdentifier(name);
}
