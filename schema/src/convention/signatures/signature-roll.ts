import type { Convention } from "../convention.js";
import { claimIn } from "./signature.js";
import { type Signatory, signatoriesOf, signerOf } from "./signature-bundle.js";
import { conventionHash } from "./signature-hash.js";
import { dayInFrance } from "./signature-state.js";

/** What one party has done about one version of a convention. */
export interface PartySignature {
  readonly version: number;
  /** Slug of a landlord, or code of a partner. */
  readonly party: string;
  readonly name: string;
  readonly role: "LANDLORD" | "PARTNER";
  readonly state: PartySignatureState;
  /** Day of the signature by the signer's own clock; null: not signed, or it does not say. */
  readonly signedOn: string | null;
  /** Day since which the text can be signed, as far as it is known. */
  readonly since: string | null;
  /** First day of the version. */
  readonly due: string;
}

/** `OVERDUE`: a landlord has not signed a version that has begun. `NO_KEY`: it cannot sign. */
export type PartySignatureState = "SIGNED" | "MISSING" | "OVERDUE" | "NO_KEY";

/** What is known of some versions of a convention beside their texts. */
export interface FoundSignatures {
  /** Compact JWS, of any text. */
  readonly signatures: readonly string[];
  /** Day since which each text has been at hand, by its hash. */
  readonly since: ReadonlyMap<string, string>;
}

/**
 * Who has signed which version and who has not: of each version its landlords, and those partners
 * that it gives a key. A signature counts under the key that the version lists, and for nothing else.
 */
export async function signatureRoll(
  versions: readonly Convention[],
  { signatures, since }: FoundSignatures,
  now: Date,
): Promise<PartySignature[]> {
  const ofText = new Map<string, string[]>();
  for (const signature of signatures) {
    const hash = claimIn(signature)?.hash;
    if (hash === undefined) continue;
    const others = ofText.get(hash);
    if (others === undefined) ofText.set(hash, [signature]);
    else others.push(signature);
  }
  const inOrder = versions.toSorted((a, b) => a.version - b.version);
  const rolls = inOrder.map((convention) => {
    const hash = conventionHash(convention);
    return rollOf(convention, ofText.get(hash) ?? [], since.get(hash) ?? null, dayInFrance(now));
  });
  return (await Promise.all(rolls)).flat();
}

async function rollOf(
  convention: Convention,
  signatures: readonly string[],
  heldSince: string | null,
  today: string,
): Promise<PartySignature[]> {
  const signatories = signatoriesOf(convention).filter(
    ({ party, key }) => "landlord" in party || key !== undefined,
  );
  const days = new Map<Signatory, string | null>();
  for (const signature of signatures) {
    const signer = await signerOf(convention, signatories, signature);
    if (signer !== null) days.set(signer, claimIn(signature)?.signedOn ?? null);
  }
  const { version, validity } = convention;
  // A text cannot be signed before it is there; a file that was copied anew looks younger than it is.
  const known = [...days.values(), heldSince].filter((day) => day !== null);
  const since = known.sort()[0] ?? null;
  const isDue = validity.from <= today;
  return signatories.map((signatory): PartySignature => {
    const { party, name, key } = signatory;
    const signedOn = days.get(signatory);
    const isLandlord = "landlord" in party;
    const missing = key === undefined ? "NO_KEY" : isLandlord && isDue ? "OVERDUE" : "MISSING";
    return {
      version,
      party: isLandlord ? party.landlord : party.partner,
      name,
      role: isLandlord ? "LANDLORD" : "PARTNER",
      state: signedOn === undefined ? missing : "SIGNED",
      signedOn: signedOn ?? null,
      since,
      due: validity.from,
    };
  });
}
