import {
  type DescribedProcess,
  type Environment,
  endpointSettings,
  isLoopback,
  isRecord,
  type MetricsEndpoint,
  readListeningTls,
  readMetricsEndpoint,
  readSettings,
  readSharedMemory,
  readTraces,
  type Settings,
  type SettingsReading,
  type SharedMemoryConfig,
  settingsOfLog,
  settingsOfMetrics,
  settingsOfSharedMemory,
  settingsOfTraces,
  type TlsFiles,
  type TracesConfig,
  usualHttpLimits,
} from "@palier/service";
import { readSubgraphTls, settingsOfSubgraphTls } from "./connection/subgraph-certificates.js";
import { type CostSettings, readCostSettings, settingsOfCosts } from "./cost/cost-settings.js";
import type { DashboardConfig } from "./dashboard/dashboard-config.js";
import { readDashboardConfig, settingsOfDashboard } from "./dashboard/read-dashboard-config.js";
import type { SubgraphUrls } from "./datasource/subgraphs.js";
import type { IdentityConfig } from "./identity/identity-config.js";
import { readIdentityConfig, settingsOfIdentity } from "./identity/read-identity-config.js";

/** Settings of the gateway's process, read once by run.ts. */
export interface GatewayConfig {
  /** Interface to listen on. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** By which it proves itself there; plain HTTP where it is null or absent. */
  readonly tls?: TlsFiles | null;
  /** Path of the composed supergraph. */
  readonly supergraph: string;
  /** Where subgraphs are reached, by name, in place of the supergraph's addresses. */
  readonly subgraphUrls: SubgraphUrls;
  /** What one query may wait for one subgraph in all. */
  readonly subgraphTimeoutMs: number;
  /** By which gateway and subgraphs know each other; null or absent: the system's authorities, and none of its own. */
  readonly subgraphTls?: TlsFiles | null;
  /** Connections that one address may have open, 0 for any number; as usual where it is absent. */
  readonly connectionsPerAddress?: number;
  /** What operations may cost; the usual where it is absent. */
  readonly costs?: CostSettings | undefined;
  /** How callers are known; nobody signs in where it is absent. */
  readonly identity?: IdentityConfig | undefined;
  /** What browsers are served besides GraphiQL; nothing where it is absent. */
  readonly dashboard?: DashboardConfig | undefined;
  /** What it shares with other gateways; null or absent: nothing. */
  readonly sharedMemory?: SharedMemoryConfig | null;
  /** Where numbers are told; nowhere where it is null or absent. */
  readonly metrics?: MetricsEndpoint | null;
  /** Where traces are sent; nowhere where it is null or absent. */
  readonly traces?: TracesConfig | null;
}

/** Of one subgraph; each is asked every second whether it lives. */
const mostInstances = 16;

const ofGateway = {
  ...endpointSettings(4000),
  PALIER_SUPERGRAPH: { is: "the path of the supergraph", isRequired: true },
  PALIER_SUBGRAPH_URLS: {
    is: 'JSON, name → address, or a list of addresses of instances that answer for one another, e.g. `{"lisiere":"http://127.0.0.1:4101/graphql"}`',
    byDefault: "those of the supergraph",
  },
  PALIER_SUBGRAPH_TIMEOUT_MS: {
    is: "what one query may wait for one subgraph in all",
    unit: "ms",
    range: { byDefault: 5_000, least: 100, most: 60_000 },
  },
  PALIER_CONNECTIONS_PER_ADDRESS: {
    is: "the connections that one address may have open ([gateway](gateway.md#connections)); 0 for any number",
    range: { byDefault: usualHttpLimits.mostPerAddress, least: 0, most: 100_000 },
  },
  ...settingsOfSubgraphTls,
  ...settingsOfCosts,
  ...settingsOfIdentity,
  ...settingsOfDashboard,
  ...settingsOfSharedMemory,
  ...settingsOfLog,
  ...settingsOfMetrics,
  ...settingsOfTraces,
  PALIER_TRACES_PERCENT: {
    is: "of how many questions in a hundred a trace begins; subgraphs follow",
    range: { byDefault: 100, least: 1, most: 100 },
  },
} as const satisfies Settings;

/** Every setting of the gateway. */
export const gatewaySettings = {
  title: "The gateway",
  process: "the gateway",
  start: "node gateway/dist/main.js",
  settings: ofGateway,
} as const satisfies DescribedProcess;

type Reading = SettingsReading<keyof typeof ofGateway>;

/** @throws ConfigurationError naming every problem at once. */
export function readConfig(env: Environment): GatewayConfig {
  const read: Reading = readSettings(gatewaySettings, env);
  const identity = readIdentityConfig(read);
  const host = readHost(read, identity);
  const config = Object.freeze({
    host,
    // One that others may not reach at all is no question of how.
    tls: readListeningTls(read, mayServeOthers(identity) ? host : "127.0.0.1"),
    subgraphTls: readSubgraphTls(read),
    port: read.number("PORT"),
    supergraph: read.required("PALIER_SUPERGRAPH"),
    subgraphUrls: readUrls(read),
    subgraphTimeoutMs: read.number("PALIER_SUBGRAPH_TIMEOUT_MS"),
    connectionsPerAddress: read.number("PALIER_CONNECTIONS_PER_ADDRESS"),
    costs: readCostSettings(read),
    identity,
    dashboard: readDashboardConfig(read, identity),
    sharedMemory: readShared(read, identity),
    metrics: readMetricsEndpoint(read),
    traces: readGatewayTraces(read),
  });
  read.word("PALIER_LOG");
  read.finish();
  return config;
}

/** What is shared is all about who asks. */
function readShared(read: Reading, identity: IdentityConfig | undefined) {
  const shared = readSharedMemory(read);
  if (shared !== null && identity === undefined) {
    read.problems.push("REDIS_URL is set without PALIER_ISSUER");
  }
  return shared;
}

function readGatewayTraces(read: Reading): TracesConfig | null {
  const traces = readTraces(read);
  const percent = read.number("PALIER_TRACES_PERCENT");
  return traces && { ...traces, percent };
}

function mayServeOthers(identity: IdentityConfig | undefined): boolean {
  return identity?.issuer.kind === "EXTERNAL";
}

/** Where nobody signs in, or does so without a password, nobody but this machine is served. */
function readHost(read: Reading, identity: IdentityConfig | undefined): string {
  const host = read.text("HOST") ?? "127.0.0.1";
  if (!mayServeOthers(identity) && !isLoopback(host)) {
    const until = identity === undefined ? "" : " as long as the demonstration's accounts sign in";
    read.problems.push(
      `HOST is "${host}"; it must be an address of this machine alone${until}: 127.0.0.1`,
    );
  }
  return host;
}

function readUrls({ text: read, problems }: Reading): SubgraphUrls {
  const text = read("PALIER_SUBGRAPH_URLS");
  if (text === undefined) return {};
  const entries = entriesOf(text);
  if (entries === null) {
    problems.push(
      'PALIER_SUBGRAPH_URLS must be a JSON object of names and addresses, e.g. {"lisiere":"http://127.0.0.1:4101/graphql"}',
    );
    return {};
  }
  for (const [name, urls] of entries) {
    if (Array.isArray(urls)) {
      if (urls.length > 0 && urls.length <= mostInstances && urls.every(isHttpUrl)) continue;
      problems.push(
        `PALIER_SUBGRAPH_URLS: the list of "${name}" must hold 1 to ${mostInstances} addresses that begin with http:// or https://`,
      );
    } else if (!isHttpUrl(urls)) {
      problems.push(
        `PALIER_SUBGRAPH_URLS: the address of "${name}" must begin with http:// or https://`,
      );
    }
  }
  return Object.freeze(Object.fromEntries(entries) as SubgraphUrls);
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
