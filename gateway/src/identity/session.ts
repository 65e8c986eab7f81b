import { createHash } from "node:crypto";
import type { Partner, Purpose } from "@palier/schema";

/** Who asks, as the issuer's token and the convention say it together, and why. */
export interface Session {
  /** The issuer's name for the person. */
  readonly subject: string;
  readonly partner: Pick<Partner, "code" | "kind" | "scope" | "documents">;
  /** As stated with this request; null when none is. */
  readonly purpose: Purpose | null;
  /** By which the caller's session has signed it, for the landlords; null where it did not. */
  readonly statement: string | null;
  /** The caller's own token: shown to the issuer alone. */
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Everything that decides what a caller is shown; part of the key of whatever is kept or shared. */
export function policyIdentity({ partner, purpose }: Session, conventionHash: string): string {
  return JSON.stringify([partner.code, partner.kind, partner.scope, purpose, conventionHash]);
}

/** Names one access token without holding it. */
export function tokenDigest(accessToken: string): string {
  return createHash("sha256").update(accessToken).digest("base64url");
}

const keys = new WeakMap<Session, { readonly conventionHash: string; readonly key: string }>();

/** Names a session under a text of the convention, for what is kept for it; every fetch asks for it anew. */
export function sessionKey(session: Session, conventionHash: string): string {
  const known = keys.get(session);
  if (known?.conventionHash === conventionHash) return known.key;
  const identity = policyIdentity(session, conventionHash);
  const key = `${tokenDigest(session.accessToken)} ${identity}`;
  keys.set(session, { conventionHash, key });
  return key;
}
