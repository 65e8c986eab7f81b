export { createClassificationSubgraph } from "./subgraph.js";
