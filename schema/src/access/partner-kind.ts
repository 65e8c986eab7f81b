/** What a partner is; the matrix has a column for each. */
export const partnerKinds = [
  "POLICE",
  "JUSTICE",
  "MUNICIPALITY",
  "LANDLORD",
  "COORDINATOR",
] as const;
export type PartnerKind = (typeof partnerKinds)[number];
