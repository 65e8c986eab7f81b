import {
  type clockSetting,
  isLoopback,
  isTrustworthy,
  type Settings,
  type SettingsReading,
} from "@palier/service";

/** How the process knows on whose behalf it is asked. */
export interface GatewayTrustConfig {
  /** URL of the gateway's public keys (JWKS). */
  readonly gatewayKeysUrl: string;
  /** The gateway's name in its visas. */
  readonly gatewayIssuer: string;
  /** Path of the authorities by which the gateway is known at that URL; null: the system's. */
  readonly gatewayAuthorities: string | null;
  /** By how much clocks may differ. */
  readonly toleranceSeconds?: number;
}

/** By which every process of ours knows the gateway. */
export const settingsOfTrust = {
  PALIER_GATEWAY_KEYS: {
    is: "the address of the gateway's public keys",
    isAddress: true,
    byDefault: "none: nobody signs in",
  },
  PALIER_GATEWAY_ISSUER: {
    is: "the name that the gateway gives itself in its visas",
    byDefault: "required with the gateway's keys",
  },
} as const satisfies Settings;

export const settingsOfGatewayTrust = {
  ...settingsOfTrust,
  PALIER_GATEWAY_CA: {
    is: "the path of the authorities (PEM) by which the gateway is known where its keys are",
    byDefault: "the system's",
  },
} as const satisfies Settings;

/**
 * Reads whom the process trusts: all of these settings, or none. This is where it is decided that
 * nothing is served to other machines unless it is known who asks.
 *
 * @param host that the process will listen on.
 * @returns null where none of it is set: nobody signs in, and the process keeps to this machine.
 */
export function readTrustSettings<Name extends string>(
  settings: Settings<Name>,
  reading: SettingsReading<NoInfer<Name>>,
  host: string,
): Readonly<Record<Name, string>> | null {
  const { problems } = reading;
  // The keys are the names that the table was declared with.
  const names = Object.keys(settings) as Name[];
  const read = names.map((name) => {
    return { name, ...settings[name], value: reading.text(name) ?? "" };
  });
  if (read.every(({ value }) => value === "")) {
    if (!isLoopback(host)) {
      problems.push(
        `HOST is "${host}", which other machines can reach; without ${names.join(", ")} nobody signs in, and only this machine may ask: leave HOST at 127.0.0.1`,
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

/** A setting that means nothing while nobody signs in. */
export function textOfTrust<Name extends string>(
  { text, problems }: SettingsReading<Name>,
  name: NoInfer<Name>,
  isKnownWhoAsks: boolean,
): string | null {
  const value = text(name) ?? null;
  if (value !== null && !isKnownWhoAsks) problems.push(`${name} is set, yet nobody signs in`);
  return value;
}

/** Reads whose visas are taken; null while nobody signs in. */
export function readGatewayTrust(
  reading: SettingsReading<keyof typeof settingsOfGatewayTrust | keyof typeof clockSetting>,
  host: string,
): GatewayTrustConfig | null {
  const read = readTrustSettings(settingsOfTrust, reading, host);
  const gatewayAuthorities = textOfTrust(reading, "PALIER_GATEWAY_CA", read !== null);
  if (read === null) return null;
  return Object.freeze({
    gatewayKeysUrl: read.PALIER_GATEWAY_KEYS,
    gatewayIssuer: read.PALIER_GATEWAY_ISSUER,
    gatewayAuthorities,
    toleranceSeconds: reading.number("PALIER_CLOCK_TOLERANCE_S"),
  });
}
