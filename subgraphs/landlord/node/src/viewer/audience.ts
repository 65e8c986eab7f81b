import type { Policy, Viewer } from "@palier/schema";
import type { AccessReport } from "@palier/subgraph-kit";
import type { RowConditions } from "./row-conditions.js";

/** On whose behalf a request is answered. */
export interface Audience {
  /** Null while nobody signs in. */
  readonly viewer: Viewer | null;
  /** Of the viewer's kind, as the landlord narrows it. */
  readonly policy: Policy | null;
  readonly conditions: RowConditions;
}

/** What every answer keeps to, and reports to. */
export interface Answering extends Pick<Audience, "conditions"> {
  readonly access: AccessReport;
}
