import { gatewayAudience } from "@palier/schema";
import {
  conventionSetting,
  type DescribedProcess,
  type Endpoint,
  type Environment,
  endpointSettings,
  isTrustworthy,
  type MetricsEndpoint,
  readEndpoint,
  readMetricsEndpoint,
  readSettings,
  type SettingsReading,
  settingsOfLog,
  settingsOfMetrics,
} from "@palier/service";
import type { UpstreamSettings } from "./broker/upstream.js";
import { returnPath } from "./names/client-ids.js";

/** Settings of the broker: an issuer of the convention's host before a provider that knows people. */
export interface BrokerConfig extends Endpoint {
  /** Address under which browsers, gateway and landlords reach it, and `iss` of its tokens. */
  readonly url: string;
  readonly conventionFile: string;
  /** Who is let in. */
  readonly peopleFile: string;
  /** Folder of its key. */
  readonly keyFolder: string;
  /** Of the gateway: its keys, and the pages in which people sign in. */
  readonly gatewayUrl: string;
  /** Where its keys are, and the list of people shut out beside them. */
  readonly gatewayKeysUrl: string;
  /** Path of the authorities by which it is known there; null: the system's. */
  readonly gatewayAuthorities: string | null;
  /** In what it signs. */
  readonly gatewayName: string;
  /** The gateway's client. */
  readonly gatewayClientId: string;
  readonly sessionSeconds: number;
  readonly accessSeconds: number;
  readonly upstream: UpstreamSettings;
  /** Null where no numbers are told. */
  readonly metrics: MetricsEndpoint | null;
}

export const brokerSettings = {
  title: "The broker",
  process: "the broker",
  start: "node issuer/dist/main.js",
  settings: {
    ...endpointSettings(4300),
    ...conventionSetting,
    PALIER_BROKER_URL: {
      is: "the address under which browsers, gateway and landlords reach the broker",
      isRequired: true,
      isAddress: true,
    },
    PALIER_GATEWAY_URL: {
      is: "the address under which browsers reach the gateway",
      isRequired: true,
      isAddress: true,
    },
    PALIER_CLIENT_ID: { is: "the gateway's client", byDefault: "`palier-gateway`" },
    PALIER_GATEWAY_KEYS: {
      is: "the address of the gateway's public keys, where it is not reached from here as browsers reach it",
      byDefault: "`/.well-known/palier-keys.json` there",
      isAddress: true,
    },
    PALIER_GATEWAY_CA: {
      is: "the path of the authorities (PEM) by which the gateway is known where its keys are",
      byDefault: "the system's",
    },
    PALIER_GATEWAY_ISSUER: {
      is: "the name that the gateway gives itself in what it signs",
      byDefault: `\`${gatewayAudience}\``,
    },
    PALIER_PEOPLE: {
      is: "the path of the list of people ([identity](identity.md#a-broker))",
      isRequired: true,
    },
    PALIER_KEYS: { is: "the folder of the broker's key, mode 0600", isRequired: true },
    PALIER_SESSION_HOURS: {
      is: "how long a sign-in lasts",
      unit: "h",
      range: { byDefault: 10, least: 1, most: 12 },
    },
    PALIER_ACCESS_SECONDS: {
      is: "the life of an access token that its page renews, and the longest that sign-out can take",
      unit: "s",
      range: { byDefault: 300, least: 30, most: 3_600 },
    },
    PALIER_UPSTREAM: {
      is: "the issuer of the provider at which people sign in",
      isRequired: true,
      isAddress: true,
    },
    PALIER_UPSTREAM_CLIENT_ID: { is: "the broker's client there", isRequired: true },
    PALIER_UPSTREAM_CLIENT_SECRET: { is: "its secret", isRequired: true, isSecret: true },
    PALIER_UPSTREAM_SCOPE: { is: "what to ask for", byDefault: "`openid email siret`" },
    PALIER_UPSTREAM_ACR: {
      is: "the level of authentication to ask for (`acr_values`)",
      byDefault: "the provider's own",
    },
    PALIER_ORGANISATION_CLAIM: {
      is: "the claim that holds the SIRET of the person's organisation, or several",
      byDefault: "`siret`",
    },
    ...settingsOfLog,
    ...settingsOfMetrics,
  },
} as const satisfies DescribedProcess;

type Reading = SettingsReading<keyof (typeof brokerSettings)["settings"]>;

/** @throws ConfigurationError with everything that is wrong. */
export function readBrokerConfig(env: Environment): BrokerConfig {
  const read = readSettings(brokerSettings, env);
  const url = readAddress(read, "PALIER_BROKER_URL");
  const gatewayUrl = readAddress(read, "PALIER_GATEWAY_URL");
  const config: BrokerConfig = {
    ...readEndpoint(read),
    url,
    conventionFile: read.required("PALIER_CONVENTION"),
    peopleFile: read.required("PALIER_PEOPLE"),
    keyFolder: read.required("PALIER_KEYS"),
    gatewayUrl,
    gatewayKeysUrl: readKeysAddress(read) ?? `${gatewayUrl}/.well-known/palier-keys.json`,
    gatewayAuthorities: read.text("PALIER_GATEWAY_CA") ?? null,
    gatewayName: read.text("PALIER_GATEWAY_ISSUER") ?? gatewayAudience,
    gatewayClientId: read.text("PALIER_CLIENT_ID") ?? "palier-gateway",
    sessionSeconds: read.number("PALIER_SESSION_HOURS") * 3_600,
    accessSeconds: read.number("PALIER_ACCESS_SECONDS"),
    upstream: {
      url: readAddress(read, "PALIER_UPSTREAM"),
      clientId: read.required("PALIER_UPSTREAM_CLIENT_ID"),
      clientSecret: read.required("PALIER_UPSTREAM_CLIENT_SECRET"),
      scope: read.text("PALIER_UPSTREAM_SCOPE") ?? "openid email siret",
      acr: read.text("PALIER_UPSTREAM_ACR") ?? null,
      organisationClaim: read.text("PALIER_ORGANISATION_CLAIM") ?? "siret",
      redirectUri: `${url}${returnPath}`,
    },
    metrics: readMetricsEndpoint(read),
  };
  read.word("PALIER_LOG");
  read.finish();
  return config;
}

function readKeysAddress(read: Reading): string | null {
  const text = read.text("PALIER_GATEWAY_KEYS") ?? null;
  if (text !== null && !isTrustworthy(text)) {
    read.problems.push(
      `PALIER_GATEWAY_KEYS is "${text}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return text;
}

/** Without a slash at its end: paths are added to it. */
function readAddress(
  read: Reading,
  name: "PALIER_BROKER_URL" | "PALIER_GATEWAY_URL" | "PALIER_UPSTREAM",
): string {
  const text = read.required(name);
  if (text !== "" && !isTrustworthy(text)) {
    read.problems.push(
      `${name} is "${text}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return text.replace(/\/$/, "");
}
