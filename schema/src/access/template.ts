import { type AccessTerms, purposes } from "./access-terms.js";

/** The access terms that a new convention starts from, and that the demonstrations use. */
export const templateTerms: AccessTerms = {
  visibility: {
    "territory-figures": forAll("granted"),
    "site-identity": forAll("granted"),
    "site-level": forAll("granted"),
    "site-address": { ...forAll("denied"), POLICE: "granted", JUSTICE: "level-3-and-4" },
    reasons: {
      POLICE: "granted",
      JUSTICE: "granted",
      MUNICIPALITY: "gates-only",
      LANDLORD: "denied",
      COORDINATOR: "gates-only",
    },
    "incident-counts": {
      POLICE: "exact",
      JUSTICE: "exact",
      MUNICIPALITY: "small-cells-withheld",
      LANDLORD: "denied",
      COORDINATOR: "small-cells-withheld",
    },
    "incident-detail": {
      ...forAll("denied"),
      POLICE: "with-purpose",
      JUSTICE: "complaint-and-purpose",
    },
    "complaint-reference": { ...forAll("denied"), JUSTICE: "with-purpose" },
    personal: forAll("denied"),
    actions: forAll("granted"),
    "access-log": { ...forAll("denied"), LANDLORD: "own-node", COORDINATOR: "counts" },
  },
  purposes,
  disclosure: { threshold: 5, leastLandlords: 3, largestShare: 0.85 },
  retention: { incidentMonths: 24, countMonths: 36, accessLogMonths: 72 },
};

function forAll<V extends string>(value: V) {
  return {
    POLICE: value,
    JUSTICE: value,
    MUNICIPALITY: value,
    LANDLORD: value,
    COORDINATOR: value,
  };
}
