import {
  type clockSetting,
  isTrustworthy,
  type Settings,
  type SettingsReading,
} from "@palier/service";
import {
  type GatewayTrustConfig,
  readTrustSettings,
  settingsOfGatewayTrust,
  settingsOfTrust,
  textOfTrust,
} from "@palier/subgraph-kit";

/** How the node knows who asks; absent while nobody signs in. */
export interface TrustConfig extends GatewayTrustConfig {
  /** Name of whoever says which persons belong to which partner. */
  readonly issuer: string;
  /** URL of the issuer's public keys (JWKS). */
  readonly issuerKeysUrl: string;
  /** Path of the authorities by which the issuer is known at that URL; null: the system's. */
  readonly issuerAuthorities: string | null;
  /** The gateway's name at the issuer. */
  readonly gatewayClient: string;
  /** Path of the file that says what the landlord shows less than the convention grants. */
  readonly narrowingFile: string | null;
  /** Address of the gateway's list of people shut out. */
  readonly shutOutUrl: string;
  /** Whether the address was written in the settings, and is not beside the gateway's keys. */
  readonly isShutOutUrlWritten: boolean;
  /** How long such a list serves after it was last heard of. */
  readonly shutOutPatienceSeconds: number;
}

const known = {
  ...settingsOfTrust,
  PALIER_ISSUER: {
    is: "the name of the issuer of access tokens",
    byDefault: "required with the gateway's keys",
  },
  PALIER_ISSUER_KEYS: {
    is: "the address of the issuer's public keys",
    byDefault: "required with the gateway's keys",
    isAddress: true,
  },
  PALIER_GATEWAY_CLIENT: {
    is: "the gateway's client id at the issuer",
    byDefault: "required with the gateway's keys",
  },
} as const satisfies Settings;

export const settingsOfNodeTrust = {
  ...known,
  ...settingsOfGatewayTrust,
  PALIER_ISSUER_CA: {
    is: "the path of the authorities (PEM) by which the issuer is known where its keys are",
    byDefault: "the system's",
  },
  PALIER_NARROWING: {
    is: "the path of what the landlord shows less than the convention grants ([access](access.md#show-less-than-the-convention-grants))",
    byDefault: "all that the convention grants",
  },
  PALIER_SHUT_OUT_LIST: {
    is: "the address of the list of people shut out ([identity](identity.md#people-shut-out))",
    byDefault: "`palier-shut-out.jwt` beside the gateway's keys",
    isAddress: true,
  },
  PALIER_SHUT_OUT_PATIENCE_S: {
    is: "how long that list serves after it was last heard of; then nobody is let in",
    unit: "s",
    range: { byDefault: 600, least: 10, most: 86_400 },
  },
} as const satisfies Settings;

/** Reads whom the node trusts; null while nobody signs in. */
export function readTrust(
  reading: SettingsReading<keyof typeof settingsOfNodeTrust | keyof typeof clockSetting>,
  host: string,
): TrustConfig | null {
  const read = readTrustSettings(known, reading, host);
  const textOrNull = (name: keyof typeof settingsOfNodeTrust) =>
    textOfTrust(reading, name, read !== null);
  const narrowingFile = textOrNull("PALIER_NARROWING");
  const gatewayAuthorities = textOrNull("PALIER_GATEWAY_CA");
  const issuerAuthorities = textOrNull("PALIER_ISSUER_CA");
  const shutOut = textOrNull("PALIER_SHUT_OUT_LIST");
  if (shutOut !== null && !isTrustworthy(shutOut)) {
    reading.problems.push(
      `PALIER_SHUT_OUT_LIST is "${shutOut}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  const shutOutPatienceSeconds = reading.number("PALIER_SHUT_OUT_PATIENCE_S");
  if (read === null) return null;
  return Object.freeze({
    isShutOutUrlWritten: shutOut !== null,
    shutOutUrl: shutOut ?? besideKeys(read.PALIER_GATEWAY_KEYS),
    shutOutPatienceSeconds,
    gatewayKeysUrl: read.PALIER_GATEWAY_KEYS,
    gatewayIssuer: read.PALIER_GATEWAY_ISSUER,
    gatewayAuthorities,
    issuer: read.PALIER_ISSUER,
    issuerKeysUrl: read.PALIER_ISSUER_KEYS,
    issuerAuthorities,
    gatewayClient: read.PALIER_GATEWAY_CLIENT,
    toleranceSeconds: reading.number("PALIER_CLOCK_TOLERANCE_S"),
    narrowingFile,
  });
}

/** What cannot be an address has been told already. */
function besideKeys(keysUrl: string): string {
  return URL.canParse(keysUrl) ? new URL("palier-shut-out.jwt", keysUrl).href : "";
}
