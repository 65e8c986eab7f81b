import { type Environment, isLoopback, isTrustworthy } from "@palier/service";

/** How the process knows on whose behalf it is asked. */
export interface GatewayTrustConfig {
  /** URL of the gateway's public keys (JWKS). */
  readonly gatewayKeysUrl: string;
  /** The gateway's name in its visas. */
  readonly gatewayIssuer: string;
}

/** What a setting of trust should be, in words. */
export interface TrustSetting {
  readonly is: string;
  /** Whether it is the address of something that must arrive unchanged. */
  readonly isAddress?: boolean;
}

/** By which every process of ours knows the gateway. */
export const gatewaySettings = {
  PALIER_GATEWAY_KEYS: { is: "the address of the gateway's public keys", isAddress: true },
  PALIER_GATEWAY_ISSUER: { is: "the name that the gateway gives itself in its visas" },
} as const;

/**
 * Reads whom the process trusts: all of these settings, or none. This is where it is decided that
 * nothing is served to other machines unless it is known who asks.
 *
 * @param host that the process will listen on.
 * @param problems receives what cannot be used, so that a configuration reports all at once.
 * @returns null where none of it is set: nobody signs in, and the process keeps to this machine.
 */
export function readTrustSettings<Name extends string>(
  settings: Readonly<Record<Name, TrustSetting>>,
  env: Environment,
  host: string,
  problems: string[],
): Readonly<Record<Name, string>> | null {
  const read = Object.entries<TrustSetting>(settings).map(([name, setting]) => {
    return { name, ...setting, value: env[name]?.trim() ?? "" };
  });
  if (read.every(({ value }) => value === "")) {
    if (!isLoopback(host)) {
      const names = read.map(({ name }) => name).join(", ");
      problems.push(
        `HOST is "${host}", which other machines can reach; without ${names} nobody signs in, and only this machine may ask: leave HOST at 127.0.0.1`,
      );
    }
    return null;
  }
  for (const { name, value, is } of read) {
    if (value === "") problems.push(`${name} is missing: set it to ${is}`);
  }
  for (const { name, value, isAddress = false } of read) {
    if (!isAddress || value === "" || isTrustworthy(value)) continue;
    problems.push(
      `${name} is "${value}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return Object.fromEntries(read.map(({ name, value }) => [name, value])) as Record<Name, string>;
}

/** Reads whose visas are taken; null while nobody signs in. */
export function readGatewayTrust(
  env: Environment,
  host: string,
  problems: string[],
): GatewayTrustConfig | null {
  const read = readTrustSettings(gatewaySettings, env, host, problems);
  if (read === null) return null;
  return Object.freeze({
    gatewayKeysUrl: read.PALIER_GATEWAY_KEYS,
    gatewayIssuer: read.PALIER_GATEWAY_ISSUER,
  });
}
