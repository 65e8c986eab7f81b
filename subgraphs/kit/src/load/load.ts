import type { Viewer } from "@palier/schema";
import type { FairQueue } from "./fair-queue.js";
import type { WorkLimits } from "./work.js";

/** What whoever owns the data gives to each partner in a time. */
export interface Budget {
  /** Counts a request. False, and not counted, when the viewer's or its partner's share is used up. */
  takeRequest(viewer: Viewer): boolean;
  /** Counts what was read for one that was taken. */
  takeRows(viewer: Viewer, rows: number): void;
}

/** What a service bears. One for as long as it runs, whatever convention it serves under. */
export interface Load {
  readonly queue: FairQueue;
  readonly work: WorkLimits;
  readonly budget: Budget;
}
