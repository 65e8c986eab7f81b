import { kindTerms, type PartnerKind } from "./partner-kind.js";
import type { Purpose } from "./purpose.js";

/** Which purposes each kind of partner may state. */
export type PurposesByKind = Readonly<Record<PartnerKind, readonly Purpose[]>>;

/**
 * What a convention says of purposes. One list for all is how conventions were written at first:
 * each kind may state what the template gives it of the list, so that an old text grants no more
 * than a new one.
 */
export type PurposeTerms = PurposesByKind | readonly Purpose[];

/** The purposes that partners of a kind may state; any other is as good as none. */
export function purposesOf(terms: PurposeTerms, kind: PartnerKind): readonly Purpose[] {
  if (!isOneList(terms)) return terms[kind];
  const { purposes } = kindTerms[kind];
  return terms.filter((purpose) => purposes.includes(purpose));
}

/** `Array.isArray` does not know lists that are only read. */
export function isOneList(terms: PurposeTerms): terms is readonly Purpose[] {
  return Array.isArray(terms);
}
