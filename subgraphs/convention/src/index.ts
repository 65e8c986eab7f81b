export { createConventionSubgraph } from "./subgraph.js";
