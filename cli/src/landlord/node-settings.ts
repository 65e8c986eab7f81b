import { gatewayAudience } from "@palier/schema";
import type { NodeFolder } from "./node-folder.js";

/** Whom a new node is to believe, as the coordinator says it. */
export interface SharedAddresses {
  /** Where the gateway is reached. */
  readonly gateway: string;
  /** Name of the issuer of access tokens. */
  readonly issuer: string;
  /** Where the issuer's keys are. */
  readonly issuerKeys: string;
  /** The gateway's client id at the issuer. */
  readonly client: string;
}

/** A port behind a name without one is the proxy's or the cluster's; the node takes its own. */
const usualPort = "4101";

/**
 * Settings by which a node serves at this address: without TLS on this machine, else with the
 * certificate that lies in its folder.
 */
export function nodeSettings(
  folder: NodeFolder,
  party: { readonly slug: string; readonly endpoint: string },
  shared: SharedAddresses,
): ReadonlyMap<string, string> {
  const { protocol, port } = new URL(party.endpoint);
  const isPlain = protocol === "http:";
  return new Map([
    ["HOST", isPlain ? "127.0.0.1" : "0.0.0.0"],
    ["PORT", port || usualPort],
    ["PALIER_LANDLORD", party.slug],
    ["PALIER_CONVENTION", folder.conventions],
    ["PALIER_FEDERATED_DATABASE_URL_FILE", folder.federatedUrl],
    ...(isPlain
      ? []
      : ([
          ["PALIER_TLS_CERTIFICATE", folder.certificate],
          ["PALIER_TLS_KEY", folder.certificateKey],
          ["PALIER_CLIENT_CA", folder.callers],
        ] as const)),
    ["PALIER_LOG_KEY", folder.logKey],
    ["PALIER_GATEWAY_KEYS", new URL("/.well-known/palier-keys.json", shared.gateway).href],
    ["PALIER_GATEWAY_ISSUER", gatewayAudience],
    ["PALIER_GATEWAY_CLIENT", shared.client],
    ["PALIER_ISSUER", shared.issuer],
    ["PALIER_ISSUER_KEYS", shared.issuerKeys],
  ]);
}

export function settingsText(settings: ReadonlyMap<string, string>): string {
  const lines = [...settings].map(([name, value]) => `${name}=${value}`);
  return [
    "# Of a landlord's node, for EnvironmentFile of systemd or --env-file of Docker; docs/settings.md says what each is.",
    ...lines,
    "",
  ].join("\n");
}
