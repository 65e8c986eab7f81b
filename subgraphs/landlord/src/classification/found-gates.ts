import type { ClosedMonths, SiteHistory } from "@palier/schema";
import type { Gate } from "./gate.type.js";

/** A site as the gates of all months of one range see it; shared by what one request asks of it. */
export interface CountedSite {
  readonly history: SiteHistory;
  readonly closed: ClosedMonths;
}

/** The gates of one site in one month. */
export interface FoundGates {
  readonly gates: Gate[];
  /** Months whose counts they rest on. */
  readonly countedMonths: number;
}
