import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError, type Narrowing, parseNarrowing } from "@palier/schema";
import type { DoorSettings, TokenTrust } from "@palier/subgraph-kit";
import { createRemoteJWKSet } from "jose";
import type { TrustConfig } from "./trust-config.js";

/** Whose word the node takes, and what its landlord shows less than the convention grants. */
export interface LandlordTrust extends Pick<DoorSettings, "gatewayIssuer" | "gatewayKeys"> {
  readonly tokens: Omit<TokenTrust, "landlord">;
  readonly narrowing: Narrowing;
}

/** Keys are fetched when they are first needed: a node starts while gateway and issuer are down. */
const keyTimeout = { timeoutDuration: 3_000 };

/** @throws ConfigurationError when the narrowing cannot be read. */
export function landlordTrust(config: TrustConfig): LandlordTrust {
  const { gatewayIssuer, gatewayKeysUrl, issuer, issuerKeysUrl, gatewayClient } = config;
  return {
    gatewayIssuer,
    gatewayKeys: createRemoteJWKSet(new URL(gatewayKeysUrl), keyTimeout),
    tokens: {
      issuer,
      keys: createRemoteJWKSet(new URL(issuerKeysUrl), keyTimeout),
      actor: gatewayClient,
    },
    narrowing: config.narrowingFile === null ? {} : readNarrowing(config.narrowingFile),
  };
}

function readNarrowing(path: string): Narrowing {
  try {
    return parseNarrowing(readFileSync(path, "utf8"), path);
  } catch (error) {
    const isOfFile = isNativeError(error) && "syscall" in error;
    throw isOfFile
      ? new ConfigurationError([`PALIER_NARROWING cannot be read (${error.message})`])
      : error;
  }
}
