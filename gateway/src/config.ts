import { ConfigurationError } from "@palier/schema";
import {
  type Environment,
  isLoopback,
  isRecord,
  readNumber,
  readRequired,
  textOf,
  usualHttpLimits,
} from "@palier/service";
import { type CostSettings, readCostSettings } from "./cost/cost-settings.js";
import type { DashboardConfig } from "./dashboard/dashboard-config.js";
import { readDashboardConfig } from "./dashboard/read-dashboard-config.js";
import type { IdentityConfig } from "./identity/identity-config.js";
import { readIdentityConfig } from "./identity/read-identity-config.js";

/** Settings of the gateway's process, read once by main.ts. */
export interface GatewayConfig {
  /** Interface to listen on. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Path of the composed supergraph. */
  readonly supergraph: string;
  /** Where subgraphs are reached, by name, in place of the supergraph's addresses. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /** What one query may wait for one subgraph in all. */
  readonly subgraphTimeoutMs: number;
  /** Connections that one address may have open, 0 for any number; as usual where it is absent. */
  readonly connectionsPerAddress?: number;
  /** What operations may cost; the usual where it is absent. */
  readonly costs?: CostSettings | undefined;
  /** How callers are known; nobody signs in where it is absent. */
  readonly identity?: IdentityConfig | undefined;
  /** What browsers are served besides GraphiQL; nothing where it is absent. */
  readonly dashboard?: DashboardConfig | undefined;
}

/** @throws ConfigurationError naming every problem at once. */
export function readConfig(env: Environment): GatewayConfig {
  const problems: string[] = [];
  const identity = readIdentityConfig(env, problems);
  const config = Object.freeze({
    host: readHost(env, identity, problems),
    port: readNumber(env, "PORT", { byDefault: 4000, least: 0, most: 65_535 }, problems),
    supergraph: readRequired(env, "PALIER_SUPERGRAPH", "the path of the supergraph", problems),
    subgraphUrls: readUrls(env, problems),
    subgraphTimeoutMs: readNumber(
      env,
      "PALIER_SUBGRAPH_TIMEOUT_MS",
      { byDefault: 5_000, least: 100, most: 60_000 },
      problems,
    ),
    connectionsPerAddress: readNumber(
      env,
      "PALIER_CONNECTIONS_PER_ADDRESS",
      { byDefault: usualHttpLimits.mostPerAddress, least: 0, most: 100_000 },
      problems,
    ),
    costs: readCostSettings(env, problems),
    identity,
    dashboard: readDashboardConfig(env, identity, problems),
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/** Where nobody signs in, or does so without a password, nobody but this machine is served. */
function readHost(
  env: Environment,
  identity: IdentityConfig | undefined,
  problems: string[],
): string {
  const host = textOf(env, "HOST") ?? "127.0.0.1";
  if (identity?.issuer.kind !== "EXTERNAL" && !isLoopback(host)) {
    const until = identity === undefined ? "" : " as long as the demonstration's accounts sign in";
    problems.push(
      `HOST is "${host}"; it must be an address of this machine alone${until}: 127.0.0.1`,
    );
  }
  return host;
}

function readUrls(env: Environment, problems: string[]): Readonly<Record<string, string>> {
  const text = textOf(env, "PALIER_SUBGRAPH_URLS");
  if (text === undefined) return {};
  const entries = entriesOf(text);
  if (entries === null) {
    problems.push(
      'PALIER_SUBGRAPH_URLS must be a JSON object of names and addresses, e.g. {"lisiere":"http://127.0.0.1:4101/graphql"}',
    );
    return {};
  }
  for (const [name, url] of entries) {
    if (isHttpUrl(url)) continue;
    problems.push(
      `PALIER_SUBGRAPH_URLS: the address of "${name}" must begin with http:// or https://`,
    );
  }
  return Object.freeze(Object.fromEntries(entries) as Record<string, string>);
}

function entriesOf(text: string): [string, unknown][] | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? Object.entries(value) : null;
  } catch {
    // No JSON: the same answer as for JSON of another shape.
    return null;
  }
}

function isHttpUrl(value: unknown): value is string {
  return (
    typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  );
}
