import {
  type AccessEntry,
  type Convention,
  type ConventionState,
  conventionHash,
  conventionState,
} from "@palier/schema";
import { UsedOnce } from "@palier/service";
import { createDoor, type Door, type DoorSettings, type Terms } from "./admit-request.js";
import type { GatewayTrustConfig } from "./gateway-trust-config.js";
import { remoteKeys } from "./remote-keys.js";

/** Whose visas are taken. */
export type GatewayTrust = Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys" | "used">;

export function gatewayTrust({ gatewayIssuer, gatewayKeysUrl }: GatewayTrustConfig): GatewayTrust {
  return { gatewayIssuer, gatewayKeys: remoteKeys(gatewayKeysUrl), used: new UsedOnce() };
}

/**
 * Lets in who brings a visa under this convention. The gateway's word is enough: this subgraph holds
 * nobody's data, and signs nothing.
 */
export function gatewayDoor(
  subgraph: string,
  convention: Convention,
  clock: () => Date,
  trust: GatewayTrust,
): Door {
  const hash = conventionHash(convention);
  const terms = (): Terms => {
    const state = sharedState(convention, clock());
    return state === "IN_FORCE" ? { state, convention, hash } : { state };
  };
  const settings = { ...trust, subgraph, terms, now: clock };
  return createDoor({ ...settings, tokens: null });
}

/** Of a text that such a subgraph need not have signed. */
export function sharedState(convention: Convention, now: Date): ConventionState {
  return conventionState(convention, { ok: true }, now, convention.version);
}

/** Who read what is in the landlords' logs; here it is only said why somebody was refused. */
export function refusalLog(subgraph: string) {
  return async ({ decision, reason }: AccessEntry): Promise<void> => {
    if (decision === "REFUSED") console.error(`[${subgraph}] Refused: ${reason}`);
  };
}
