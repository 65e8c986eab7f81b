import type { Convention, Narrowing } from "@palier/schema";
import { type DoorSettings, remoteKeys, type TokenTrust } from "@palier/subgraph-kit";
import { readNarrowing } from "./narrowing-file.js";
import type { TrustConfig } from "./trust-config.js";

/** Whose word the node takes, and what its landlord shows less than the convention grants. */
export interface LandlordTrust extends Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys"> {
  readonly tokens: Omit<TokenTrust, "landlord">;
  readonly narrowing: Narrowing;
}

/** @throws ConfigurationError when the narrowing cannot be read, or would widen. */
export function landlordTrust(
  config: TrustConfig,
  convention: Pick<Convention, "visibility" | "purposes" | "partners">,
): LandlordTrust {
  const { narrowingFile, gatewayIssuer, gatewayKeysUrl, issuer, issuerKeysUrl, gatewayClient } =
    config;
  return {
    gatewayIssuer,
    gatewayKeys: remoteKeys(gatewayKeysUrl),
    tokens: {
      issuer,
      keys: remoteKeys(issuerKeysUrl),
      actor: gatewayClient,
    },
    narrowing: narrowingFile === null ? {} : readNarrowing(narrowingFile, convention),
  };
}
