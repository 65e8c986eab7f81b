import { join } from "node:path";
import { gatewayAudience } from "@palier/schema";
import { type Environment, isRecord, isTrustworthy } from "@palier/service";
import type { IdentityConfig, IssuerConfig } from "./identity-config.js";

/** Settings that mean nothing while nobody signs in. */
const ofIdentity = [
  "PALIER_ISSUER_JWKS",
  "PALIER_PARTNER_CLAIM",
  "PALIER_CLIENT_ID",
  "PALIER_GRAPHIQL_CLIENT_ID",
  "PALIER_DASHBOARD_CLIENT_ID",
  "PALIER_PUBLIC_URL",
  "PALIER_DEMONSTRATION_ACCOUNTS",
  "PALIER_REFUSALS",
] as const;

/**
 * Reads how callers are known.
 *
 * @param problems receives what is wrong, in words.
 * @returns undefined where `PALIER_ISSUER` is not set: nobody signs in.
 */
export function readIdentityConfig(
  env: Environment,
  problems: string[],
): IdentityConfig | undefined {
  const read = (name: string) => env[name]?.trim() || null;
  const issuer = read("PALIER_ISSUER");
  if (issuer === null) {
    for (const name of ofIdentity) {
      if (read(name) !== null) problems.push(`${name} is set without PALIER_ISSUER`);
    }
    return undefined;
  }
  const conventionFile = read("PALIER_CONVENTION");
  if (conventionFile === null) {
    problems.push("PALIER_CONVENTION is missing: set it to the path of convention.yaml");
  }
  const keyFolder = read("PALIER_KEYS");
  return Object.freeze({
    issuer:
      issuer === "demonstration"
        ? readDemonstration(read, problems)
        : readExternal(issuer, read, problems),
    conventionFile: conventionFile ?? "",
    keyFolder,
    // One a gateway, as its keys are.
    refusalFolder: read("PALIER_REFUSALS") ?? (keyFolder && join(keyFolder, "refusals")),
    partnerClaim: read("PALIER_PARTNER_CLAIM") ?? "partner",
    clientId: read("PALIER_CLIENT_ID") ?? "palier-gateway",
    name: read("PALIER_GATEWAY_NAME") ?? gatewayAudience,
  });
}

type Read = (name: string) => string | null;

function readDemonstration(read: Read, problems: string[]): IssuerConfig {
  const text = read("PALIER_DEMONSTRATION_ACCOUNTS");
  const accounts = text === null ? null : accountsIn(text);
  if (accounts === undefined) {
    problems.push(
      'PALIER_DEMONSTRATION_ACCOUNTS must be a JSON object of accounts and codes of partners, e.g. {"police-melun":"police-melun"}',
    );
  }
  return { kind: "DEMONSTRATION", accounts: accounts ?? null };
}

function readExternal(url: string, read: Read, problems: string[]): IssuerConfig {
  const jwksUrl = read("PALIER_ISSUER_JWKS");
  const publicUrl = read("PALIER_PUBLIC_URL");
  for (const [name, value, hint] of [
    ["PALIER_ISSUER", url, ', or "demonstration" for the embedded issuer'],
    ["PALIER_ISSUER_JWKS", jwksUrl, ""],
    ["PALIER_PUBLIC_URL", publicUrl, ""],
  ] as const) {
    if (value === null || isTrustworthy(value)) continue;
    problems.push(
      `${name} is "${value}"; it must be an https:// address (http:// only on this machine)${hint}`,
    );
  }
  return {
    kind: "EXTERNAL",
    url,
    jwksUrl,
    clientIds: {
      graphiql: read("PALIER_GRAPHIQL_CLIENT_ID"),
      dashboard: read("PALIER_DASHBOARD_CLIENT_ID"),
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
