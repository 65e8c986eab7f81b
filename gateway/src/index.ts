export { type GatewayConfig, readConfig } from "./config.js";
export { createGateway, type RunningGateway } from "./gateway.js";
