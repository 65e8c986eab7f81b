import { type AccessEntry, type Convention, conventionHash, conventionState } from "@palier/schema";
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
    const state = conventionState(convention, { ok: true }, clock(), convention.version);
    return state === "IN_FORCE" ? { state, convention, hash } : { state };
  };
  const settings = { ...trust, subgraph, terms, now: clock };
  return createDoor({ ...settings, tokens: null });
}

/** Who read what is in the landlords' logs; here it is only said why somebody was refused. */
export function refusalLog(subgraph: string) {
  return async ({ decision, reason }: AccessEntry): Promise<void> => {
    if (decision === "REFUSED") console.error(`[${subgraph}] Refused: ${reason}`);
  };
}
