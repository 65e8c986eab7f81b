import type { Credentials } from "./datasource/credentials.js";
import type { FailureReason } from "./datasource/subgraph-failure.js";
import type { Session } from "./identity/session.js";

/** What belongs to one request of a client. */
export interface GatewayContext {
  /** Landlords of whom an answer could not be used, with the first reason; filled in by the data sources. */
  readonly unavailable: Map<string, FailureReason>;
  /** On whose behalf subgraphs are asked; null while nobody signs in. */
  readonly credentials: Credentials | null;
  /** Who asks; null while nobody signs in. */
  readonly session: Session | null;
}

export function createContext(
  session: Session | null = null,
  credentials: Credentials | null = null,
): GatewayContext {
  return { unavailable: new Map(), session, credentials };
}
