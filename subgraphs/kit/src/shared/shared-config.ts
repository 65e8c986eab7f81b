import {
  clockSetting,
  conventionSetting,
  type DescribedProcess,
  type Endpoint,
  type Environment,
  endpointSettings,
  type MetricsEndpoint,
  readEndpoint,
  readMetricsEndpoint,
  readSettings,
  readTraces,
  settingsOfLog,
  settingsOfMetrics,
  settingsOfTraces,
  type TracesConfig,
} from "@palier/service";
import {
  type GatewayTrustConfig,
  readGatewayTrust,
  settingsOfGatewayTrust,
} from "../trust/gateway-trust-config.js";

/** Settings of a shared subgraph's process. */
export interface SharedConfig extends Endpoint {
  /** Path of convention.yaml. */
  readonly conventionFile: string;
  /** Null while nobody signs in. */
  readonly trust: GatewayTrustConfig | null;
  /** Null where no numbers are told. */
  readonly metrics: MetricsEndpoint | null;
  /** Null where nothing is traced. */
  readonly traces: TracesConfig | null;
}

/** Which of the shared subgraphs, as its settings tell. */
export interface SharedProcess {
  readonly name: string;
  readonly defaultPort: number;
}

/** Every setting of a shared subgraph. */
export function sharedSettings({ name, defaultPort }: SharedProcess) {
  return {
    title: `The subgraph ${name}`,
    process: `the subgraph ${name}`,
    start: `node subgraphs/${name}/dist/main.js`,
    settings: {
      ...endpointSettings(defaultPort),
      ...conventionSetting,
      ...settingsOfGatewayTrust,
      ...clockSetting,
      ...settingsOfLog,
      ...settingsOfMetrics,
      ...settingsOfTraces,
    },
  } as const satisfies DescribedProcess;
}

/**
 * @param env Usually process.env; tests pass a plain object.
 * @throws ConfigurationError naming every problem at once.
 */
export function readSharedConfig(env: Environment, shared: SharedProcess): SharedConfig {
  const read = readSettings(sharedSettings(shared), env);
  const endpoint = readEndpoint(read);
  const conventionFile = read.required("PALIER_CONVENTION");
  const trust = readGatewayTrust(read, endpoint.host);
  const metrics = readMetricsEndpoint(read);
  const traces = readTraces(read);
  read.word("PALIER_LOG");
  read.finish();
  return Object.freeze({ ...endpoint, conventionFile, trust, metrics, traces });
}
