import { ConfigurationError } from "@palier/schema";
import { type Endpoint, type Environment, readConventionPath, readEndpoint } from "@palier/service";
import { type GatewayTrustConfig, readGatewayTrust } from "../trust/gateway-trust-config.js";

/** Settings of a shared subgraph's process. */
export interface SharedConfig extends Endpoint {
  /** Path of convention.yaml. */
  readonly conventionFile: string;
  /** Null while nobody signs in. */
  readonly trust: GatewayTrustConfig | null;
}

/**
 * @param env Usually process.env; tests pass a plain object.
 * @throws ConfigurationError naming every problem at once.
 */
export function readSharedConfig(env: Environment, defaultPort: number): SharedConfig {
  const problems: string[] = [];
  const endpoint = readEndpoint(env, defaultPort, problems);
  const conventionFile = readConventionPath(env, problems);
  const trust = readGatewayTrust(env, endpoint.host, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze({ ...endpoint, conventionFile, trust });
}
