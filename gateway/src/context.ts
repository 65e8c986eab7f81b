import { OwnAccounts } from "./datasource/own-accounts.js";
import type { FetchContext } from "./datasource/subgraph-data-source.js";
import type { Caller } from "./identity/callers.js";

/** What belongs to one request of a client; each part of the gateway declares the slice that it reads. */
export interface GatewayContext extends FetchContext {
  /** Who asks; null while nobody signs in. */
  readonly caller: Caller | null;
}

/** @param leaving aborts when the caller has left. */
export function createContext(caller: Caller | null, leaving: AbortSignal): GatewayContext {
  return {
    caller,
    leaving,
    unavailable: new Map(),
    sitesAlong: new Map(),
    allowances: new Map(),
    accounts: new OwnAccounts(),
    isCostly: false,
  };
}
