import type { SharedSubgraph } from "@palier/subgraph-kit";
import { createConventionSubgraph } from "./subgraph.js";

/** How the convention's process is served. */
export const conventionSubgraph: SharedSubgraph = {
  name: "convention",
  defaultPort: 4001,
  // Signatures come as files, at any time.
  changing: new Set(["Convention.signatures"]),
  schemaOf: createConventionSubgraph,
};
