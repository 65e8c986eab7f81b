import type { Viewer } from "@palier/schema";
import type { AccessReport } from "@palier/subgraph-kit";

/** What the resolvers of one request share; both are absent while nobody signs in. */
export interface RequestContext {
  readonly viewer?: Viewer;
  readonly access?: AccessReport;
}
