import type { Words } from "../ground/words.js";

/** On whose word a landlord believes that a purpose was stated. */
export const purposeProofs = ["signed-by-caller", "word-of-gateway"] as const;
export type PurposeProof = (typeof purposeProofs)[number];

export interface PurposeProofTerms {
  /** Absent where the caller's own signature is asked for, as is the rule. */
  readonly purposeProof?: PurposeProof;
}

/** Anything but the weaker term in its own words asks for the caller's signature. */
export function purposeProofOf({ purposeProof }: PurposeProofTerms): PurposeProof {
  return purposeProof === "word-of-gateway" ? "word-of-gateway" : "signed-by-caller";
}

/** As the annex and a comparison of two versions say it. */
export const purposeProofWords: Readonly<Record<PurposeProof, Words>> = {
  "signed-by-caller": {
    en: "a purpose counts where the caller's session has signed it",
    fr: "une finalité ne vaut que signée par la session de la personne qui demande",
  },
  "word-of-gateway": {
    en: "a purpose counts on the word of the gateway alone",
    fr: "une finalité vaut sur la seule parole de la passerelle",
  },
};
