import { type Environment, isLoopback, isTrustworthy } from "@palier/service";

/** How the process knows on whose behalf it is asked. */
export interface TrustConfig {
  /** URL of the gateway's public keys (JWKS). */
  readonly gatewayKeysUrl: string;
  /** The gateway's name in its visas. */
  readonly gatewayIssuer: string;
}

/**
 * Reads whose visas are taken. This is where it is decided that nothing is served to other machines
 * unless it is known who asks.
 *
 * @param host that the process will listen on.
 * @param problems receives what cannot be used, so that a configuration reports all at once.
 * @returns null where none of it is set: nobody signs in, and the process keeps to this machine.
 */
export function readTrust(env: Environment, host: string, problems: string[]): TrustConfig | null {
  const gatewayKeysUrl = env.PALIER_GATEWAY_KEYS?.trim() ?? "";
  const gatewayIssuer = env.PALIER_GATEWAY_ISSUER?.trim() ?? "";
  if (gatewayKeysUrl === "" && gatewayIssuer === "") {
    if (!isLoopback(host)) {
      problems.push(
        `HOST is "${host}", which other machines can reach; without PALIER_GATEWAY_KEYS and PALIER_GATEWAY_ISSUER nobody signs in, and only this machine may ask: leave HOST at 127.0.0.1`,
      );
    }
    return null;
  }
  if (gatewayIssuer === "") {
    problems.push(
      "PALIER_GATEWAY_ISSUER is missing: set it to the name that the gateway gives itself in its visas",
    );
  }
  if (gatewayKeysUrl === "") {
    problems.push(
      "PALIER_GATEWAY_KEYS is missing: set it to the address of the gateway's public keys",
    );
  } else if (!isTrustworthy(gatewayKeysUrl)) {
    problems.push(
      `PALIER_GATEWAY_KEYS is "${gatewayKeysUrl}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return Object.freeze({ gatewayKeysUrl, gatewayIssuer });
}
