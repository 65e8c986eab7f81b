export { classificationSubgraph } from "./classification-subgraph.js";
export { createClassificationSubgraph } from "./subgraph.js";
