import type { Words } from "../ground/words.js";
import type { Visibility } from "./visibility.js";

export const purposes = [
  "PATROL_PLANNING",
  "INVESTIGATION",
  "PROSECUTION",
  "STEERING_COMMITTEE",
  "PREVENTION",
] as const;
/** Why a partner asks (finalité); required for incident detail, always logged. */
export type Purpose = (typeof purposes)[number];

export const purposeWords: Readonly<Record<Purpose, Words>> = {
  PATROL_PLANNING: { english: "patrol planning", french: "préparation des patrouilles" },
  INVESTIGATION: { english: "investigation", french: "enquête" },
  PROSECUTION: { english: "prosecution", french: "poursuites" },
  STEERING_COMMITTEE: { english: "steering committee", french: "comité de pilotage" },
  PREVENTION: { english: "prevention", french: "prévention" },
};

/** What a convention says of access: who sees what, why, with which precautions, for how long. */
export interface AccessTerms {
  readonly visibility: Visibility;
  /** Those of the closed list that the convention knows. */
  readonly purposes: readonly Purpose[];
  readonly disclosure: Disclosure;
  readonly retention: Retention;
}

/** Rules that keep a value from being computed back from what is shown. */
export interface Disclosure {
  /** A count of 1 to `threshold` − 1 incidents is withheld. */
  readonly threshold: number;
  /** A territory's total rests on at least so many landlords, or is withheld. */
  readonly leastLandlords: number;
  /** Share of a total, 0 to 1, above which one landlord makes it withheld. */
  readonly largestShare: number;
}

/** How long a landlord's node keeps what it holds, in months. */
export interface Retention {
  readonly incidentMonths: number;
  readonly countMonths: number;
  readonly accessLogMonths: number;
}
