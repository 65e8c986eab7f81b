import type { FailureReason } from "./datasource/subgraph-failure.js";

/** What belongs to one request of a client. */
export interface GatewayContext {
  /** Landlords of whom an answer could not be used, with the first reason; filled in by the data sources. */
  readonly unavailable: Map<string, FailureReason>;
}

export function createContext(): GatewayContext {
  return { unavailable: new Map() };
}
