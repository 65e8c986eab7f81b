export { conventionSubgraph } from "./convention-subgraph.js";
export { createConventionSubgraph } from "./subgraph.js";
