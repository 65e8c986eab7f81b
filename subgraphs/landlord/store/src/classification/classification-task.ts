import type { MonthNumber } from "@palier/schema";

/** What has to be classified. */
export interface ClassificationTask {
  /** First month of which something changed; null for all months. */
  readonly from: MonthNumber | null;
  /** Null for all sites. */
  readonly siteIds: readonly number[] | null;
  /** Where incidents are counted: anew as far as they are kept, or in the counts kept of closed months. */
  readonly source: "INCIDENTS" | "COUNTS";
}
