import { type Convention, type Narrowing, verifyShutOutList } from "@palier/schema";
import { FollowedShutOut, type Log, trustingFetch } from "@palier/service";
import { type DoorSettings, remoteKeys, type TokenTrust } from "@palier/subgraph-kit";
import { readNarrowing } from "./narrowing-file.js";
import type { TrustConfig } from "./trust-config.js";

/** Whose word the node takes, and what its landlord shows less than the convention grants. */
export interface LandlordTrust
  extends Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys" | "toleranceSeconds"> {
  readonly tokens: Omit<TokenTrust, "landlord">;
  readonly narrowing: Narrowing;
  /** Whom the convention's host has shut out; absent: nobody. */
  readonly shutOut?: FollowedShutOut;
}

/** @throws ConfigurationError when the narrowing cannot be read, or would widen, or authorities cannot be used. */
export function landlordTrust(
  config: TrustConfig,
  convention: Pick<Convention, "visibility" | "purposes" | "partners">,
  log: Log,
): LandlordTrust {
  const { narrowingFile, gatewayIssuer, gatewayKeysUrl, issuer, issuerKeysUrl, gatewayClient } =
    config;
  const { gatewayAuthorities, issuerAuthorities } = config;
  const askGateway = trustingFetch(gatewayAuthorities, "PALIER_GATEWAY_CA", log);
  const askIssuer = trustingFetch(issuerAuthorities, "PALIER_ISSUER_CA", log);
  const gatewayKeys = remoteKeys(gatewayKeysUrl, askGateway);
  const { toleranceSeconds } = config;
  return {
    gatewayIssuer,
    toleranceSeconds,
    gatewayKeys,
    shutOut: new FollowedShutOut({
      url: config.shutOutUrl,
      isWritten: config.isShutOutUrlWritten,
      fetch: askGateway,
      verify: (text) =>
        verifyShutOutList(text, gatewayKeys, {
          issuer: gatewayIssuer,
          now: new Date(),
          toleranceSeconds,
        }),
      patienceMs: config.shutOutPatienceSeconds * 1_000,
      elapsedMs: () => performance.now(),
      log,
    }),
    tokens: {
      issuer,
      keys: remoteKeys(issuerKeysUrl, askIssuer),
      actor: gatewayClient,
    },
    narrowing: narrowingFile === null ? {} : readNarrowing(narrowingFile, convention),
  };
}
