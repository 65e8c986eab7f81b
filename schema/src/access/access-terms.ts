import type { PurposeProofTerms } from "./purpose-proof.js";
import type { PurposeTerms } from "./purpose-terms.js";
import type { Visibility } from "./visibility.js";

/** What a convention says of access: who sees what, why, with which precautions, for how long. */
export interface AccessTerms extends PurposeProofTerms {
  readonly visibility: Visibility;
  readonly purposes: PurposeTerms;
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
