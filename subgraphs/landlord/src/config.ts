import { ConfigurationError, isLandlordSlug, slugRule } from "@palier/schema";
import {
  type Endpoint,
  type Environment,
  readConventionPath,
  readEndpoint,
} from "@palier/subgraph-kit";

/** Settings of a landlord's process, read once by main.ts. */
export interface LandlordConfig extends Endpoint {
  readonly slug: string;
  /** postgres://user:password@host:port/database */
  readonly databaseUrl: string;
  /** Path of convention.yaml. */
  readonly conventionFile: string;
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
  const conventionFile = readConventionPath(env, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze({ ...endpoint, slug, databaseUrl, conventionFile });
}

function readSlug(env: Environment, problems: string[]): string {
  const slug = env.PALIER_LANDLORD?.trim() ?? "";
  if (slug === "") problems.push("PALIER_LANDLORD is missing: set it to the landlord's slug");
  else if (!isLandlordSlug(slug)) {
    problems.push(`PALIER_LANDLORD is "${slug}", which is no landlord's slug: ${slugRule}`);
  }
  return slug;
}

/** The address is not repeated in a problem: it holds a password. */
function readDatabaseUrl(env: Environment, problems: string[]): string {
  const url = env.DATABASE_URL?.trim() ?? "";
  const form = "postgres://user:password@host:5432/database";
  if (url === "") problems.push(`DATABASE_URL is missing: set it to an address like ${form}`);
  else if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    problems.push(`DATABASE_URL is no address of a PostgreSQL database; write it like ${form}`);
  }
  return url;
}
