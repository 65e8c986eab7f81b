export { type GatewayConfig, readConfig } from "./config.js";
export { type CostSettings, operationLimits, usualCosts } from "./cost/cost-settings.js";
export { judgeDocument, type Verdict } from "./door/judge-document.js";
export { createGateway, type RunningGateway } from "./gateway.js";
export type { IdentityConfig, IssuerConfig } from "./identity/identity-config.js";
export { purposeFor } from "./identity/session-key.js";
export { tokenForAccount } from "./identity/token-for-account.js";
export { publicKeysPath } from "./keys/key-routes.js";
export { RefusalWriter } from "./refusals/refusal-writer.js";
