import type { AccessTerms, Disclosure } from "../../access/access-terms.js";
import { cells, type KindVisibility } from "../../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../../access/partner-kind.js";
import { purposeProofOf } from "../../access/purpose-proof.js";
import { type PurposesByKind, purposesOf } from "../../access/purpose-terms.js";
import { closed, compareValues, type Visibility, visibilityOf } from "../../access/visibility.js";
import { isSameBroker } from "../broker-term.js";
import type { Convention, Partner } from "../convention.js";
import { documentTermOf, type RestrictedPartner } from "../document-term.js";
import { commonScope } from "./scope.js";

/**
 * The version in force, granting no more than another one that its parties have before them: fields,
 * purposes and scopes are those of both, and every precaution the more careful one. Parties, months,
 * grid and retention stay as they are.
 */
export function grantedByBoth(inForce: Convention, other: Convention): Convention {
  const { purposeProof: _, broker, ...terms } = inForce;
  const isWordEnough = [inForce, other].every((one) => purposeProofOf(one) === "word-of-gateway");
  return {
    ...terms,
    ...(isWordEnough && { purposeProof: "word-of-gateway" }),
    ...(broker !== undefined && isSameBroker(inForce, other) && { broker }),
    visibility: commonVisibility(inForce.visibility, other.visibility),
    purposes: commonPurposes(inForce.purposes, other.purposes),
    disclosure: moreCareful(inForce.disclosure, other.disclosure),
    partners: inForce.partners.map((partner) => ({
      ...partner,
      ...documentsInBoth(partner, other),
      scope: scopeInBoth(partner, inForce, other),
    })),
  };
}

/** Who is restricted to registered operations by one of them is. */
function documentsInBoth(partner: Partner, { partners }: Convention): RestrictedPartner {
  const there = partners.filter(({ code }) => code === partner.code);
  const isRestricted = there.some((each) => documentTermOf(each) === "registered");
  return isRestricted ? { documents: "registered" } : {};
}

function commonVisibility(a: Visibility, b: Visibility): Visibility {
  const ofKinds = new Map(
    partnerKinds.map((kind) => [kind, commonOfKind(visibilityOf(a, kind), visibilityOf(b, kind))]),
  );
  const common = (kind: PartnerKind, cell: (typeof cells)[number]) =>
    ofKinds.get(kind)?.[cell] ?? "denied";
  const rows = cells.map((cell) => [
    cell,
    Object.fromEntries(partnerKinds.map((kind) => [kind, common(kind, cell)])),
  ]);
  // Each row is built of values of its own; `Object.fromEntries` cannot say so.
  return Object.fromEntries(rows) as Visibility;
}

function commonOfKind(a: KindVisibility, b: KindVisibility): KindVisibility {
  const narrower = cells.map((cell) => [
    cell,
    compareValues(cell, a[cell], b[cell]) <= 0 ? a[cell] : b[cell],
  ]);
  return closed(Object.fromEntries(narrower) as KindVisibility);
}

function commonPurposes(a: AccessTerms["purposes"], b: AccessTerms["purposes"]): PurposesByKind {
  const ofKind = (kind: PartnerKind) => {
    const others = purposesOf(b, kind);
    return purposesOf(a, kind).filter((purpose) => others.includes(purpose));
  };
  return Object.fromEntries(
    partnerKinds.map((kind) => [kind, ofKind(kind)]),
  ) as unknown as PurposesByKind;
}

function moreCareful(a: Disclosure, b: Disclosure): Disclosure {
  return {
    threshold: Math.max(a.threshold, b.threshold),
    leastLandlords: Math.max(a.leastLandlords, b.leastLandlords),
    largestShare: Math.min(a.largestShare, b.largestShare),
  };
}

/** A partner whom the other text leaves out, or knows as another kind, is granted nothing by it. */
function scopeInBoth(
  { code, kind, scope }: Partner,
  { territories }: Convention,
  other: Convention,
): readonly string[] {
  const there = other.partners.find((partner) => partner.code === code);
  if (there?.kind !== kind) return [];
  return commonScope(
    { territories, codes: scope },
    { territories: other.territories, codes: there.scope },
  );
}
