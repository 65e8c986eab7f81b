import type { Environment } from "@palier/service";
import { type GatewayTrustConfig, gatewaySettings, readTrustSettings } from "@palier/subgraph-kit";

/** How the node knows who asks; absent while nobody signs in. */
export interface TrustConfig extends GatewayTrustConfig {
  /** Name of whoever says which persons belong to which partner. */
  readonly issuer: string;
  /** URL of the issuer's public keys (JWKS). */
  readonly issuerKeysUrl: string;
  /** The gateway's name at the issuer. */
  readonly gatewayClient: string;
  /** Path of the file that says what the landlord shows less than the convention grants. */
  readonly narrowingFile: string | null;
}

const settings = {
  ...gatewaySettings,
  PALIER_ISSUER: { is: "the name of the issuer of access tokens" },
  PALIER_ISSUER_KEYS: { is: "the address of the issuer's public keys", isAddress: true },
  PALIER_GATEWAY_CLIENT: { is: "the gateway's client id at the issuer" },
} as const;

/** Reads whom the node trusts; null while nobody signs in. */
export function readTrust(env: Environment, host: string, problems: string[]): TrustConfig | null {
  const narrowingFile = env.PALIER_NARROWING?.trim() || null;
  const read = readTrustSettings(settings, env, host, problems);
  if (read === null) {
    if (narrowingFile !== null) problems.push("PALIER_NARROWING is set, yet nobody signs in");
    return null;
  }
  return Object.freeze({
    gatewayKeysUrl: read.PALIER_GATEWAY_KEYS,
    gatewayIssuer: read.PALIER_GATEWAY_ISSUER,
    issuer: read.PALIER_ISSUER,
    issuerKeysUrl: read.PALIER_ISSUER_KEYS,
    gatewayClient: read.PALIER_GATEWAY_CLIENT,
    narrowingFile,
  });
}
