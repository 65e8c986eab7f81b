export { type ClassificationService, serveClassification } from "./serve-classification.js";
export { createClassificationSubgraph } from "./subgraph.js";
