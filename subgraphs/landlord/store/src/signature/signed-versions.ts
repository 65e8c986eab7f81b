import { type Convention, conventionHash, verifySignature } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { plannedOnce } from "../sql/store-session.js";
import type { Signatory } from "./convention-in-force.js";

/** A text as the store keeps it beside its signature. */
export interface KeptText {
  readonly convention: string;
  readonly hash: string;
  readonly signature: string;
}

/**
 * The versions of a convention that the landlord has signed, with their texts: what its node serves
 * under needs no other file.
 *
 * @param signatory with each key by which it may have signed.
 */
export async function signedVersions(
  store: Pick<EntityManager, "query">,
  reference: string,
  signatories: readonly Signatory[],
): Promise<Convention[]> {
  const rows = await store.query<KeptText[]>(
    `SELECT convention, hash, signature FROM convention_signature
     WHERE reference = $1 AND convention IS NOT NULL ORDER BY version`,
    [reference],
  );
  const found: Convention[] = [];
  for (const row of rows) {
    for (const signatory of signatories) {
      const convention = await readSigned(row, signatory);
      if (convention === null || convention.reference !== reference) continue;
      found.push(convention);
      break;
    }
  }
  return found;
}

const stampSql = plannedOnce(
  "signatures stamp",
  `SELECT version || ' ' || hash || ' ' || signature AS stamp FROM convention_signature
   WHERE reference = $1 ORDER BY version`,
);

/** Changes whenever the landlord has signed something. */
export async function signaturesStamp(
  store: Pick<EntityManager, "query">,
  reference: string,
): Promise<string> {
  const rows = await store.query<readonly { readonly stamp: string }[]>(stampSql, [reference]);
  return rows.map(({ stamp }) => stamp).join("\n");
}

/** null: the landlord has not signed this text. */
export async function readSigned(
  { convention, hash, signature }: KeptText,
  { slug, publicKey }: Signatory,
): Promise<Convention | null> {
  const text = parsed(convention);
  if (text === null || conventionHash(text) !== hash) return null;
  const { ok } = await verifySignature(text, signature, slug, publicKey);
  return ok ? text : null;
}

/** Whoever may write the table may write no JSON into it. */
function parsed(text: string): Convention | null {
  try {
    return JSON.parse(text) as Convention;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
