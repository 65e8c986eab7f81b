import { federatedMissing, federatedSetting } from "@palier/landlord-store";
import { ConfigurationError, isLandlordSlug, slugRule } from "@palier/schema";
import { type Endpoint, type Environment, readConventionPath, readEndpoint } from "@palier/service";
import { readTrust, type TrustConfig } from "./trust/trust-config.js";

/** Settings of a landlord's process, read once by main.ts. */
export interface LandlordConfig extends Endpoint {
  readonly slug: string;
  /**
   * postgres://user:password@host:port/database of the role that brings the tables up to date, before
   * anything is served. Null: somebody else does.
   */
  readonly databaseUrl: string | null;
  /**
   * The same database as a role that cannot read personal fields: every query is answered with it.
   * Null while nobody signs in: then queries are answered with DATABASE_URL.
   */
  readonly federatedDatabaseUrl: string | null;
  /** Path of convention.yaml. */
  readonly conventionFile: string;
  /** Null while nobody signs in. */
  readonly trust: TrustConfig | null;
  /** Path of the key by which the node signs heads of its access log; null: it signs none. */
  readonly logKeyFile: string | null;
}

const defaultPort = 4101;

/**
 * @param env Usually process.env; tests pass a plain object.
 * @throws ConfigurationError naming every problem at once.
 */
export function readConfig(env: Environment): LandlordConfig {
  const problems: string[] = [];
  const endpoint = readEndpoint(env, defaultPort, problems);
  const slug = readSlug(env, problems);
  const databaseUrl = readAddress("DATABASE_URL", env, problems);
  const federatedDatabaseUrl = readAddress(federatedSetting, env, problems);
  if (databaseUrl === null && federatedDatabaseUrl === null) {
    problems.push(`DATABASE_URL is missing: set it to an address like ${addressForm}`);
  }
  const conventionFile = readConventionPath(env, problems);
  const trust = readTrust(env, endpoint.host, problems);
  const logKeyFile = env.PALIER_LOG_KEY?.trim() || null;
  if (logKeyFile !== null && trust === null) {
    problems.push("PALIER_LOG_KEY is set, yet nobody signs in");
  }
  if (trust !== null && federatedDatabaseUrl === null) problems.push(federatedMissing(slug));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze({
    ...endpoint,
    slug,
    databaseUrl,
    federatedDatabaseUrl,
    conventionFile,
    trust,
    logKeyFile,
  });
}

function readSlug(env: Environment, problems: string[]): string {
  const slug = env.PALIER_LANDLORD?.trim() ?? "";
  if (slug === "") problems.push("PALIER_LANDLORD is missing: set it to the landlord's slug");
  else if (!isLandlordSlug(slug)) {
    problems.push(`PALIER_LANDLORD is "${slug}", which is no landlord's slug: ${slugRule}`);
  }
  return slug;
}

const addressForm = "postgres://user:password@host:5432/database";

/** The address is not repeated in a problem: it holds a password. */
function readAddress(name: string, env: Environment, problems: string[]): string | null {
  const url = env[name]?.trim() || null;
  if (url !== null && !(/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))) {
    problems.push(`${name} is no address of a PostgreSQL database; write it like ${addressForm}`);
  }
  return url;
}
