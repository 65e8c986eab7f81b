import {
  type Convention,
  type ConventionState,
  conventionHash,
  conventionState,
  type SignatureResult,
  verifySignature,
} from "@palier/schema";
import type { DataSource } from "typeorm";
import { plannedOnce } from "../sql/store-session.js";

/** The landlord whose node asks. */
export interface Signatory {
  readonly slug: string;
  /** The landlord's own public key, from its key's file, not from the convention. */
  readonly publicKey: string;
}

/** What a node goes by while it answers one request. */
export interface ServingState {
  /** Whether it may serve under its convention; only `IN_FORCE` lets it. */
  readonly state: ConventionState;
  /** Partners whom the landlord shows nothing just now. */
  readonly paused: ReadonlySet<string>;
  /** Of the record: another one as soon as anything has changed that answers without detail rest on. */
  readonly edition: string;
}

/** What a node goes by at an instant. */
export type ServingQuestion = (now: Date) => Promise<ServingState>;

/**
 * Prepares the question that a node asks for every request. The database is read each time, so
 * that a version signed just now ends the older one, and a pause holds from the next request on,
 * whichever process serves it; the signature found there is verified against the landlord's key, once
 * for each text of it, so that a row put there without the key lets nothing.
 */
export function watchConvention(
  store: Pick<DataSource, "query">,
  convention: Convention,
  { slug, publicKey }: Signatory,
): ServingQuestion {
  const { reference, version } = convention;
  const hash = conventionHash(convention);
  let known: { readonly signature: string; readonly result: SignatureResult } | null = null;
  const verify = async (signature: string): Promise<SignatureResult> => {
    if (known?.signature === signature) return known.result;
    const result = await verifySignature(convention, signature, slug, publicKey);
    known = { signature, result };
    return result;
  };
  return async (now) => {
    const [found] = await store.query<Found[]>(stateSql, [
      reference,
      version,
      hash,
      now.toISOString(),
    ]);
    const signature = found?.signature ?? null;
    const result = signature === null ? unsigned : await verify(signature);
    return {
      state: conventionState(convention, result, now, found?.highest ?? version),
      paused: new Set(found?.paused),
      edition: found?.edition ?? "",
    };
  };
}

/** Asks once; a node that serves keeps the question of `watchConvention`. */
export async function conventionInForce(
  store: Pick<DataSource, "query">,
  convention: Convention,
  signatory: Signatory,
  now: Date,
): Promise<ConventionState> {
  const { state } = await watchConvention(store, convention, signatory)(now);
  return state;
}

interface Found {
  readonly signature: string | null;
  /** Highest signed version whose validity has begun. */
  readonly highest: number | null;
  readonly paused: readonly string[] | null;
  readonly edition: string;
}

const unsigned: SignatureResult = { ok: false, reason: "OTHER_HASH" };

/** A validity begins with a day of metropolitan France. */
const stateSql = plannedOnce(
  "serving state",
  `
  SELECT max(signature) FILTER (WHERE version = $2 AND hash = $3) AS signature,
    max(version) FILTER (WHERE valid_from <= ($4::timestamptz AT TIME ZONE 'Europe/Paris')::date) AS highest,
    (SELECT array_agg(partner) FROM partner_pause WHERE resumed_at IS NULL) AS paused,
    (SELECT edition FROM record_edition) AS edition
  FROM convention_signature WHERE reference = $1
`,
);
