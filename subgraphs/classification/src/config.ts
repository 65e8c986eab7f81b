import { ConfigurationError } from "@palier/schema";
import { type Endpoint, type Environment, readConventionPath, readEndpoint } from "@palier/service";
import { readTrust, type TrustConfig } from "@palier/subgraph-kit";

/** Settings of this process, read once by main.ts. */
export interface ClassificationConfig extends Endpoint {
  /** Path of convention.yaml, which names the landlords. */
  readonly conventionFile: string;
  /** Null while nobody signs in. */
  readonly trust: TrustConfig | null;
}

/** Where a convention that names no address of its own says this subgraph is. */
const defaultPort = 4002;

/**
 * @param env Usually process.env; tests pass a plain object.
 * @throws ConfigurationError naming every problem at once.
 */
export function readConfig(env: Environment): ClassificationConfig {
  const problems: string[] = [];
  const endpoint = readEndpoint(env, defaultPort, problems);
  const conventionFile = readConventionPath(env, problems);
  const trust = readTrust(env, endpoint.host, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze({ ...endpoint, conventionFile, trust });
}
