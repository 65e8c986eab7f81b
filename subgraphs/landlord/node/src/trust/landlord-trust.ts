import type { Convention, Narrowing } from "@palier/schema";
import { trustingFetch } from "@palier/service";
import { type DoorSettings, remoteKeys, type TokenTrust } from "@palier/subgraph-kit";
import { readNarrowing } from "./narrowing-file.js";
import type { TrustConfig } from "./trust-config.js";

/** Whose word the node takes, and what its landlord shows less than the convention grants. */
export interface LandlordTrust
  extends Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys" | "toleranceSeconds"> {
  readonly tokens: Omit<TokenTrust, "landlord">;
  readonly narrowing: Narrowing;
}

/** @throws ConfigurationError when the narrowing cannot be read, or would widen, or authorities cannot be used. */
export function landlordTrust(
  config: TrustConfig,
  convention: Pick<Convention, "visibility" | "purposes" | "partners">,
  log: (entry: string) => void,
): LandlordTrust {
  const { narrowingFile, gatewayIssuer, gatewayKeysUrl, issuer, issuerKeysUrl, gatewayClient } =
    config;
  const { gatewayAuthorities, issuerAuthorities } = config;
  const askGateway = trustingFetch(gatewayAuthorities, "PALIER_GATEWAY_CA", log);
  const askIssuer = trustingFetch(issuerAuthorities, "PALIER_ISSUER_CA", log);
  return {
    gatewayIssuer,
    toleranceSeconds: config.toleranceSeconds,
    gatewayKeys: remoteKeys(gatewayKeysUrl, askGateway),
    tokens: {
      issuer,
      keys: remoteKeys(issuerKeysUrl, askIssuer),
      actor: gatewayClient,
    },
    narrowing: narrowingFile === null ? {} : readNarrowing(narrowingFile, convention),
  };
}
