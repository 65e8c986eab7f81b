export { type ConventionService, serveConvention } from "./serve-convention.js";
export { createConventionSubgraph } from "./subgraph.js";
