import { join } from "node:path";
import { gatewayAudience } from "@palier/schema";
import {
  clockSetting,
  conventionSetting,
  isRecord,
  isTrustworthy,
  type Settings,
  type SettingsReading,
} from "@palier/service";
import { shutOutFileIn } from "../shut-out/shut-out-file.js";
import type { IdentityConfig, IssuerConfig } from "./identity-config.js";

export const settingsOfIdentity = {
  PALIER_ISSUER: {
    is: "the issuer's address (https, or http on this machine), or `demonstration` for the embedded one",
    byDefault: "none: nobody signs in",
  },
  PALIER_CONVENTION: {
    is: conventionSetting.PALIER_CONVENTION.is,
    byDefault: "required with an issuer",
  },
  PALIER_KEYS: {
    is: "the folder of the gateway's keys (and the demonstration issuer's), mode 0600",
    byDefault: "keys in memory",
  },
  PALIER_REFUSALS: {
    is: "the folder of what this gateway refused, one a gateway ([access](access.md#what-the-gateway-refused))",
    byDefault: "`refusals` in `PALIER_KEYS`; without both nothing is kept",
  },
  PALIER_SHUT_OUT: {
    is: "the file of people shut out ([identity](identity.md#people-shut-out))",
    byDefault: "`shut-out.json` in `PALIER_KEYS`; without both nobody can be",
  },
  PALIER_DOCUMENTS: {
    is: "the file of the operations that restricted partners may ask ([gateway](gateway.md#registered-operations))",
    byDefault: "`documents.json` in `PALIER_KEYS`; without both the dashboard's alone",
  },
  PALIER_ISSUER_JWKS: {
    is: "the address of the issuer's keys",
    byDefault: "as discovered",
    isAddress: true,
  },
  PALIER_ISSUER_CA: {
    is: "the path of the authorities (PEM) by which the issuer is known",
    byDefault: "the system's",
  },
  PALIER_PARTNER_CLAIM: {
    is: "the claim that holds the partner's code in the convention",
    byDefault: "`partner`",
  },
  PALIER_CLIENT_ID: { is: "the gateway's client at the issuer", byDefault: "`palier-gateway`" },
  PALIER_GRAPHIQL_CLIENT_ID: {
    is: "a public client (code + PKCE), redirect `<gateway>/graphiql`",
    byDefault: "GraphiQL cannot sign in",
  },
  PALIER_DASHBOARD_CLIENT_ID: {
    is: "the same for the dashboard, redirect `<gateway>/`",
    byDefault: "the dashboard cannot sign in",
  },
  PALIER_PUBLIC_URL: {
    is: "the address under which browsers reach the gateway",
    byDefault: "where it listens",
    isAddress: true,
  },
  PALIER_GATEWAY_NAME: {
    is: "`iss` of visas; landlords must expect the same",
    byDefault: `\`${gatewayAudience}\``,
  },
  PALIER_DEMONSTRATION_ACCOUNTS: {
    is: "JSON, account → code of its partner",
    byDefault: "one a partner, of its code",
  },
  PALIER_DEMONSTRATION_SESSION_S: {
    is: "how long a sign-in to the demonstration lasts, however often it is renewed",
    unit: "s",
    range: { byDefault: 36_000, least: 30, most: 43_200 },
  },
  PALIER_DEMONSTRATION_ACCESS_S: {
    is: "the life of an access token of the demonstration that its page renews",
    unit: "s",
    range: { byDefault: 300, least: 5, most: 3_600 },
  },
  ...clockSetting,
} as const satisfies Settings;

/** Settings that mean nothing while nobody signs in. */
const ofIdentityAlone = [
  "PALIER_ISSUER_JWKS",
  "PALIER_ISSUER_CA",
  "PALIER_PARTNER_CLAIM",
  "PALIER_CLIENT_ID",
  "PALIER_GRAPHIQL_CLIENT_ID",
  "PALIER_DASHBOARD_CLIENT_ID",
  "PALIER_PUBLIC_URL",
  "PALIER_DEMONSTRATION_ACCOUNTS",
  "PALIER_REFUSALS",
  "PALIER_SHUT_OUT",
  "PALIER_DOCUMENTS",
] as const;

type Reading = SettingsReading<keyof typeof settingsOfIdentity>;

/**
 * Reads how callers are known.
 *
 * @returns undefined where `PALIER_ISSUER` is not set: nobody signs in.
 */
export function readIdentityConfig(read: Reading): IdentityConfig | undefined {
  const textOrNull = (name: keyof typeof settingsOfIdentity) => read.text(name) ?? null;
  const issuer = read.text("PALIER_ISSUER");
  if (issuer === undefined) {
    for (const name of ofIdentityAlone) {
      if (read.text(name) !== undefined) {
        read.problems.push(`${name} is set without PALIER_ISSUER`);
      }
    }
    return undefined;
  }
  const conventionFile = read.required("PALIER_CONVENTION");
  const keyFolder = textOrNull("PALIER_KEYS");
  return Object.freeze({
    issuer: issuer === "demonstration" ? readDemonstration(read) : readExternal(issuer, read),
    issuerAuthorities: textOrNull("PALIER_ISSUER_CA"),
    conventionFile,
    keyFolder,
    // One a gateway, as its keys are.
    refusalFolder: read.text("PALIER_REFUSALS") ?? (keyFolder && join(keyFolder, "refusals")),
    shutOutFile: read.text("PALIER_SHUT_OUT") ?? (keyFolder && shutOutFileIn(keyFolder)),
    documentFile: read.text("PALIER_DOCUMENTS") ?? (keyFolder && join(keyFolder, "documents.json")),
    partnerClaim: read.text("PALIER_PARTNER_CLAIM") ?? "partner",
    clientId: read.text("PALIER_CLIENT_ID") ?? "palier-gateway",
    name: read.text("PALIER_GATEWAY_NAME") ?? gatewayAudience,
    toleranceSeconds: read.number("PALIER_CLOCK_TOLERANCE_S"),
  });
}

function readDemonstration(read: Reading): IssuerConfig {
  const text = read.text("PALIER_DEMONSTRATION_ACCOUNTS");
  const accounts = text === undefined ? null : accountsIn(text);
  if (accounts === undefined) {
    read.problems.push(
      'PALIER_DEMONSTRATION_ACCOUNTS must be a JSON object of accounts and codes of partners, e.g. {"police-melun":"police-melun"}',
    );
  }
  const lives = {
    sessionSeconds: read.number("PALIER_DEMONSTRATION_SESSION_S"),
    accessSeconds: read.number("PALIER_DEMONSTRATION_ACCESS_S"),
  };
  return { kind: "DEMONSTRATION", accounts: accounts ?? null, lives };
}

function readExternal(url: string, read: Reading): IssuerConfig {
  const jwksUrl = read.text("PALIER_ISSUER_JWKS") ?? null;
  const publicUrl = read.text("PALIER_PUBLIC_URL") ?? null;
  for (const [name, value, hint] of [
    ["PALIER_ISSUER", url, ', or "demonstration" for the embedded issuer'],
    ["PALIER_ISSUER_JWKS", jwksUrl, ""],
    ["PALIER_PUBLIC_URL", publicUrl, ""],
  ] as const) {
    if (value === null || isTrustworthy(value)) continue;
    read.problems.push(
      `${name} is "${value}"; it must be an https:// address (http:// only on this machine)${hint}`,
    );
  }
  return {
    kind: "EXTERNAL",
    url,
    jwksUrl,
    clientIds: {
      graphiql: read.text("PALIER_GRAPHIQL_CLIENT_ID") ?? null,
      dashboard: read.text("PALIER_DASHBOARD_CLIENT_ID") ?? null,
    },
    publicOrigin: publicUrl !== null && URL.canParse(publicUrl) ? new URL(publicUrl).origin : null,
  };
}

function accountsIn(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && Object.values(value).every((code) => typeof code === "string")) {
      // Each value has just been looked at.
      return value as Record<string, string>;
    }
  } catch {
    // No JSON: the same answer as for JSON of another shape.
  }
  return undefined;
}
