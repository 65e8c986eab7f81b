import "reflect-metadata";

export type { RequestContext } from "./request-context.js";
export { type LandlordService, serveLandlord } from "./serve-landlord.js";
export { createLandlordSubgraph, type LandlordParts, type LandlordSubgraph } from "./subgraph.js";
export type { LandlordTrust } from "./trust/landlord-trust.js";
