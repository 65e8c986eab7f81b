import { ConfigurationError, isLandlordSlug, slugRule } from "@palier/schema";
import {
  type Endpoint,
  type Environment,
  readConventionPath,
  readEndpoint,
} from "@palier/subgraph-kit";
import { readTrust, type TrustConfig } from "./trust/trust-config.js";

/** Settings of a landlord's process, read once by main.ts. */
export interface LandlordConfig extends Endpoint {
  readonly slug: string;
  /** postgres://user:password@host:port/database */
  readonly databaseUrl: string;
  /**
   * The same database as a role that cannot read personal fields: queries are answered with it, and
   * DATABASE_URL only brings the tables up to date. Null: queries are answered with DATABASE_URL.
   */
  readonly federatedDatabaseUrl: string | null;
  /** Path of convention.yaml. */
  readonly conventionFile: string;
  /** Null while nobody signs in. */
  readonly trust: TrustConfig | null;
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
  const databaseUrl = readDatabaseUrl(env, problems);
  const federatedDatabaseUrl = readFederatedDatabaseUrl(env, problems);
  const conventionFile = readConventionPath(env, problems);
  const trust = readTrust(env, endpoint.host, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze({
    ...endpoint,
    slug,
    databaseUrl,
    federatedDatabaseUrl,
    conventionFile,
    trust,
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

function readDatabaseUrl(env: Environment, problems: string[]): string {
  const url = env.DATABASE_URL?.trim() ?? "";
  if (url === "") {
    problems.push(`DATABASE_URL is missing: set it to an address like ${addressForm}`);
  } else checkAddress("DATABASE_URL", url, problems);
  return url;
}

function readFederatedDatabaseUrl(env: Environment, problems: string[]): string | null {
  const url = env.PALIER_FEDERATED_DATABASE_URL?.trim() || null;
  if (url !== null) checkAddress("PALIER_FEDERATED_DATABASE_URL", url, problems);
  return url;
}

/** The address is not repeated in a problem: it holds a password. */
function checkAddress(name: string, url: string, problems: string[]): void {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return;
  problems.push(`${name} is no address of a PostgreSQL database; write it like ${addressForm}`);
}
