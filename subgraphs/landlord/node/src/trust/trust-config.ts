import { type Environment, isLoopback, isTrustworthy } from "@palier/service";

/** How the node knows who asks; absent while nobody signs in. */
export interface TrustConfig {
  /** URL of the gateway's public keys (JWKS). */
  readonly gatewayKeysUrl: string;
  /** The gateway's name in its visas. */
  readonly gatewayIssuer: string;
  /** Name of whoever says which persons belong to which partner. */
  readonly issuer: string;
  /** URL of the issuer's public keys (JWKS). */
  readonly issuerKeysUrl: string;
  /** The gateway's name at the issuer. */
  readonly gatewayClient: string;
  /** Path of the file that says what the landlord shows less than the convention grants. */
  readonly narrowingFile: string | null;
}

/** Each with what it should be. */
const needed = {
  PALIER_GATEWAY_KEYS: "the address of the gateway's public keys",
  PALIER_GATEWAY_ISSUER: "the name that the gateway gives itself in its visas",
  PALIER_ISSUER: "the name of the issuer of access tokens",
  PALIER_ISSUER_KEYS: "the address of the issuer's public keys",
  PALIER_GATEWAY_CLIENT: "the gateway's client id at the issuer",
} as const;
type Needed = keyof typeof needed;
const addresses: readonly Needed[] = ["PALIER_GATEWAY_KEYS", "PALIER_ISSUER_KEYS"];
const names = Object.keys(needed) as readonly Needed[];

/**
 * Reads whom the node trusts. This is where it is decided that nothing is served to other machines
 * unless it is known who asks.
 *
 * @param host that the process will listen on.
 * @param problems receives what cannot be used, so that a configuration reports all at once.
 * @returns null where none of it is set: nobody signs in, and the process keeps to this machine.
 */
export function readTrust(env: Environment, host: string, problems: string[]): TrustConfig | null {
  const read = (name: Needed | "PALIER_NARROWING") => env[name]?.trim() ?? "";
  const narrowingFile = read("PALIER_NARROWING") || null;
  const missing = names.filter((name) => read(name) === "");
  if (missing.length === names.length) {
    if (narrowingFile !== null) problems.push("PALIER_NARROWING is set, yet nobody signs in");
    if (!isLoopback(host)) {
      problems.push(
        `HOST is "${host}", which other machines can reach; without ${names.join(", ")} nobody signs in, and only this machine may ask: leave HOST at 127.0.0.1`,
      );
    }
    return null;
  }
  problems.push(...missing.map((name) => `${name} is missing: set it to ${needed[name]}`));
  for (const name of addresses) {
    if (read(name) === "" || isTrustworthy(read(name))) continue;
    problems.push(
      `${name} is "${read(name)}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return Object.freeze({
    gatewayKeysUrl: read("PALIER_GATEWAY_KEYS"),
    gatewayIssuer: read("PALIER_GATEWAY_ISSUER"),
    issuer: read("PALIER_ISSUER"),
    issuerKeysUrl: read("PALIER_ISSUER_KEYS"),
    gatewayClient: read("PALIER_GATEWAY_CLIENT"),
    narrowingFile,
  });
}
