import type { Credentials } from "./datasource/credentials.js";
import type { FailureReason } from "./datasource/subgraph-failure.js";
import type { KindViews } from "./graph/kind-views.js";
import type { Session } from "./identity/session.js";

/** What belongs to one request of a client. */
export interface GatewayContext {
  /** Landlords of whom an answer could not be used, with the first reason; filled in by the data sources. */
  readonly unavailable: Map<string, FailureReason>;
  /** On whose behalf subgraphs are asked; null while nobody signs in. */
  readonly credentials: Credentials | null;
  /** Who asks; null while nobody signs in. */
  readonly session: Session | null;
  /** The graph as each kind knows it by the convention that the request came in under. */
  readonly views: KindViews | null;
}

/** @param caller absent while nobody signs in. */
export function createContext(
  caller: Pick<GatewayContext, "credentials" | "session" | "views"> = nobody,
): GatewayContext {
  return { unavailable: new Map(), ...caller };
}

const nobody = { session: null, credentials: null, views: null };
