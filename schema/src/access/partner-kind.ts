import type { Words } from "../ground/words.js";
import type { KindVisibility } from "./matrix-rows.js";
import type { Purpose } from "./purpose.js";

/** All that the contract says of a kind of partner. */
export interface KindTerms {
  /** As a sentence names it. */
  readonly words: Words;
  /** Head of its column in the annex. */
  readonly title: string;
  /** What a new convention starts from. */
  readonly template: KindVisibility;
  /** Those that it may state by the template. */
  readonly purposes: readonly Purpose[];
}

/** What every kind is shown by the template: the figures, levels and actions of its territories. */
const shownToAll = {
  "territory-figures": "granted",
  "site-identity": "granted",
  "site-level": "granted",
  "site-address": "denied",
  reasons: "denied",
  "incident-counts": "denied",
  "territory-counts": "denied",
  "incident-detail": "denied",
  "complaint-reference": "denied",
  "incident-circumstances": "denied",
  personal: "denied",
  actions: "granted",
  "access-log": "denied",
} as const satisfies KindVisibility;

const terms = {
  POLICE: {
    words: { en: "the police", fr: "la police" },
    title: "Police",
    template: {
      ...shownToAll,
      "site-address": "granted",
      reasons: "granted",
      "incident-counts": "exact",
      "territory-counts": "exact",
      "incident-detail": "with-purpose",
      "incident-circumstances": "with-purpose",
    },
    purposes: ["PATROL_PLANNING", "INVESTIGATION", "STEERING_COMMITTEE"],
  },
  JUSTICE: {
    words: { en: "justice", fr: "la justice" },
    title: "Justice",
    template: {
      ...shownToAll,
      "site-address": "level-3-and-4",
      reasons: "granted",
      "incident-counts": "exact",
      "territory-counts": "exact",
      "incident-detail": "complaint-and-purpose",
      "complaint-reference": "with-purpose",
      "incident-circumstances": "with-purpose",
    },
    purposes: ["PROSECUTION", "STEERING_COMMITTEE"],
  },
  MUNICIPALITY: {
    words: { en: "municipalities", fr: "les communes" },
    title: "Communes",
    template: {
      ...shownToAll,
      reasons: "gates-only",
      "incident-counts": "small-cells-withheld",
      "territory-counts": "small-cells-withheld",
    },
    purposes: ["STEERING_COMMITTEE", "PREVENTION"],
  },
  LANDLORD: {
    words: { en: "peer landlords", fr: "les bailleurs pairs" },
    title: "Bailleurs pairs",
    template: { ...shownToAll, "territory-counts": "broad-totals", "access-log": "own-node" },
    purposes: ["STEERING_COMMITTEE", "PREVENTION"],
  },
  COORDINATOR: {
    words: { en: "the coordinator", fr: "la coordination" },
    title: "Coordination",
    template: {
      ...shownToAll,
      reasons: "gates-only",
      "incident-counts": "small-cells-withheld",
      "territory-counts": "small-cells-withheld",
      "access-log": "counts",
    },
    purposes: ["STEERING_COMMITTEE", "PREVENTION"],
  },
} as const satisfies Readonly<Record<string, KindTerms>>;

/** What a partner is; the matrix has a column for each. */
export type PartnerKind = keyof typeof terms;

export const kindTerms: Readonly<Record<PartnerKind, KindTerms>> = terms;

// The keys of the table that the type is made of.
export const partnerKinds = Object.keys(terms) as readonly PartnerKind[];
