import type { Convention, Narrowing } from "@palier/schema";
import type { DoorSettings, TokenTrust } from "@palier/subgraph-kit";
import { createRemoteJWKSet } from "jose";
import { readNarrowing } from "./narrowing-file.js";
import type { TrustConfig } from "./trust-config.js";

/** Whose word the node takes, and what its landlord shows less than the convention grants. */
export interface LandlordTrust extends Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys"> {
  readonly tokens: Omit<TokenTrust, "landlord">;
  readonly narrowing: Narrowing;
}

/** Keys are fetched when they are first needed: a node starts while gateway and issuer are down. */
const keyTimeout = { timeoutDuration: 3_000 };

/** @throws ConfigurationError when the narrowing cannot be read, or would widen. */
export function landlordTrust(
  config: TrustConfig,
  convention: Pick<Convention, "visibility" | "purposes">,
): LandlordTrust {
  const { narrowingFile, gatewayIssuer, gatewayKeysUrl, issuer, issuerKeysUrl, gatewayClient } =
    config;
  return {
    gatewayIssuer,
    gatewayKeys: createRemoteJWKSet(new URL(gatewayKeysUrl), keyTimeout),
    tokens: {
      issuer,
      keys: createRemoteJWKSet(new URL(issuerKeysUrl), keyTimeout),
      actor: gatewayClient,
    },
    narrowing: narrowingFile === null ? {} : readNarrowing(narrowingFile, convention),
  };
}
