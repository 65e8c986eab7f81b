import type { IncidentPlace, TimeBand } from "@palier/landlord-store";
import type { Level, MonthNumber, Rules } from "@palier/schema";

/** Invented records of every landlord of a convention, as each could have kept them. */
export interface Demonstration {
  /** Those of the convention that it is made for. */
  readonly rules: Rules;
  /** Months with records, all of them over and complete. */
  readonly months: readonly MonthNumber[];
  /** Ordered by slug. */
  readonly landlords: readonly LandlordRecords[];
}

export interface LandlordRecords {
  readonly slug: string;
  /** Ordered by reference. */
  readonly sites: readonly DemonstrationSite[];
  /** Ordered by day. */
  readonly incidents: readonly DemonstrationIncident[];
  readonly actions: readonly DemonstrationAction[];
  readonly decisions: readonly DemonstrationDecision[];
}

export interface DemonstrationSite {
  readonly reference: string;
  readonly name: string;
  /** INSEE code. */
  readonly commune: string;
  readonly priorityDistrict: string | null;
  readonly address: string;
  /** Degrees WGS 84, five decimals. */
  readonly longitude: number;
  readonly latitude: number;
  readonly dwellings: number;
}

export interface DemonstrationIncident {
  readonly reference: string;
  /** Reference of the site. */
  readonly site: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly category: string;
  readonly timeBand: TimeBand;
  readonly place: IncidentPlace;
  /** 1 (minor) to 4. */
  readonly severity: number;
  readonly complaint: string | null;
  /** A function, never a person. */
  readonly reporter: string;
  readonly narrative: string;
}

export type ActionStatus = "PLANNED" | "IN_PROGRESS" | "DONE" | "ABANDONED";

export interface DemonstrationAction {
  /** Reference of the site. */
  readonly site: string;
  /** 1 to 5. */
  readonly axis: number;
  readonly title: string;
  readonly status: ActionStatus;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string;
  readonly responsibleParty: string;
  /** Code of the partner of the convention that it is, where it is one. */
  readonly partner?: string;
  /** `YYYY-MM-DD`, in the months with records. */
  readonly changedOn: string;
}

export interface DemonstrationDecision {
  /** Reference of the site. */
  readonly site: string;
  readonly level: Level;
  readonly reason: string;
  readonly author: string;
  readonly fromMonth: MonthNumber;
  /** Last month it covers, at most five after the first. */
  readonly untilMonth: MonthNumber;
}
