import { gatewayAudience } from "@palier/schema";
import { loopback } from "../machine/ports.js";

/** The gateway's client at its own issuer. */
const gatewayClient = "palier-gateway";

/** What the gateway needs to know its callers: it is the issuer of the demonstration's accounts. */
export function gatewayIdentity(
  conventionFile: string,
  keyFolder: string,
): Readonly<Record<string, string>> {
  return {
    PALIER_ISSUER: "demonstration",
    PALIER_CONVENTION: conventionFile,
    PALIER_KEYS: keyFolder,
    PALIER_CLIENT_ID: gatewayClient,
    PALIER_GATEWAY_NAME: gatewayAudience,
  };
}

/**
 * Whose visas every subgraph takes: the gateway's.
 *
 * @param port of the gateway.
 */
export function subgraphIdentity(port: number): Readonly<Record<string, string>> {
  return {
    PALIER_GATEWAY_KEYS: `${originOf(port)}/.well-known/palier-keys.json`,
    PALIER_GATEWAY_ISSUER: gatewayAudience,
  };
}

/** Whose word a landlord's node takes besides: the issuer's, whose name contains the port. */
export function landlordIdentity(port: number): Readonly<Record<string, string>> {
  return {
    PALIER_ISSUER: `${originOf(port)}/oidc`,
    PALIER_ISSUER_KEYS: `${originOf(port)}/oidc/jwks`,
    PALIER_GATEWAY_CLIENT: gatewayClient,
  };
}

function originOf(port: number): string {
  return `http://${loopback}:${port}`;
}
