import {
  type ConventionState,
  conventionHash,
  conventionState,
  type SignatureResult,
  type SignedConvention,
  verifySignature,
} from "@palier/schema";
import type { DataSource } from "typeorm";

/** The landlord whose node asks. */
export interface Signatory {
  readonly slug: string;
  /** The landlord's own public key, from its key's file, not from the convention. */
  readonly publicKey: string;
}

/**
 * Whether the node may serve under this text of the convention; only `IN_FORCE` lets it. The
 * signature is verified anew, so a row that was put into the database without the key lets nothing.
 *
 * It asks the database each time, so that a version signed just now ends the older one; about as
 * dear as the verification of one token.
 */
export async function conventionInForce(
  store: Pick<DataSource, "query">,
  convention: SignedConvention,
  { slug, publicKey }: Signatory,
  now: Date,
): Promise<ConventionState> {
  const { reference, version } = convention;
  const [found] = await store.query<{ signature: string | null; highest: number | null }[]>(
    stateSql,
    [reference, version, conventionHash(convention), now],
  );
  const signature: SignatureResult =
    found?.signature == null
      ? { ok: false, reason: "OTHER_HASH" }
      : await verifySignature(convention, found.signature, slug, publicKey);
  return conventionState(convention, signature, now, found?.highest ?? version);
}

/** A validity begins with a day of metropolitan France. */
const stateSql = `
  SELECT max(signature) FILTER (WHERE version = $2 AND hash = $3) AS signature,
    max(version) FILTER (WHERE valid_from <= ($4::timestamptz AT TIME ZONE 'Europe/Paris')::date) AS highest
  FROM convention_signature WHERE reference = $1
`;
