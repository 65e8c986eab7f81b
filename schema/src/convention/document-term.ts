import type { Words } from "../ground/words.js";

/** Which operations a partner may ask the gateway for: any, or those registered there. */
export const documentTerms = ["any", "registered"] as const;
export type DocumentTerm = (typeof documentTerms)[number];

export interface RestrictedPartner {
  /** Absent where the partner may ask any operation, as is the rule. */
  readonly documents?: DocumentTerm;
}

/** Anything but the weaker term in its own words restricts. */
export function documentTermOf({ documents }: RestrictedPartner): DocumentTerm {
  return documents === undefined || documents === "any" ? "any" : "registered";
}

/** As a comparison of two versions says it of a partner. */
export const documentTermWords: Readonly<Record<DocumentTerm, Words>> = {
  any: {
    en: "may ask the gateway any operation",
    fr: "peut adresser toute opération à la passerelle",
  },
  registered: {
    en: "may ask the gateway registered operations only",
    fr: "ne peut adresser à la passerelle que des opérations enregistrées",
  },
};
