import { federatedMissing, federatedSetting } from "@palier/landlord-store";
import { isLandlordSlug, slugRule } from "@palier/schema";
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
  type Settings,
  type SettingsReading,
  settingsOfLog,
  settingsOfMetrics,
  settingsOfTraces,
  type TracesConfig,
} from "@palier/service";
import { readTrust, settingsOfNodeTrust, type TrustConfig } from "./trust/trust-config.js";

/** Settings of a landlord's process, read once by run.ts. */
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
  /** Null where no numbers are told. */
  readonly metrics: MetricsEndpoint | null;
  /** Null where nothing is traced. */
  readonly traces: TracesConfig | null;
}

const addressForm = "postgres://user:password@host:5432/database";

const ofNode = {
  ...endpointSettings(4101),
  PALIER_LANDLORD: { is: "the landlord's slug", isRequired: true },
  DATABASE_URL: {
    is: `the database as the role that brings its tables up to date, an address like \`${addressForm}\``,
    byDefault: "somebody else does, by `palier node prepare`",
    isSecret: true,
  },
  [federatedSetting]: {
    is: "the same database as the login by which partners are served; `palier node prepare` makes it",
    byDefault: "required with the gateway's keys",
    isSecret: true,
  },
  ...conventionSetting,
  ...settingsOfNodeTrust,
  ...clockSetting,
  PALIER_LOG_KEY: {
    is: "the path of the key by which heads of the access log are signed, or of a folder of such keys, of which each version of the convention names one ([access](access.md))",
    byDefault: "none is signed",
  },
  ...settingsOfLog,
  ...settingsOfMetrics,
  ...settingsOfTraces,
} as const satisfies Settings;

/** Every setting of a landlord's node. */
export const landlordSettings = {
  title: "A landlord's node",
  process: "a landlord's node",
  start: "node subgraphs/landlord/node/dist/main.js",
  settings: ofNode,
} as const satisfies DescribedProcess;

type Reading = SettingsReading<keyof typeof ofNode>;

/**
 * @param env Usually process.env; tests pass a plain object.
 * @throws ConfigurationError naming every problem at once.
 */
export function readConfig(env: Environment): LandlordConfig {
  const read: Reading = readSettings(landlordSettings, env);
  const { problems } = read;
  const endpoint = readEndpoint(read);
  const slug = readSlug(read);
  const databaseUrl = readAddress("DATABASE_URL", read);
  const federatedDatabaseUrl = readAddress(federatedSetting, read);
  if (databaseUrl === null && federatedDatabaseUrl === null) {
    problems.push(`DATABASE_URL is missing: set it to an address like ${addressForm}`);
  }
  const conventionFile = read.required("PALIER_CONVENTION");
  const trust = readTrust(read, endpoint.host);
  const logKeyFile = read.text("PALIER_LOG_KEY") ?? null;
  if (logKeyFile !== null && trust === null) {
    problems.push("PALIER_LOG_KEY is set, yet nobody signs in");
  }
  if (trust !== null && federatedDatabaseUrl === null) problems.push(federatedMissing(slug));
  const metrics = readMetricsEndpoint(read);
  const traces = readTraces(read);
  read.word("PALIER_LOG");
  read.finish();
  return Object.freeze({
    ...endpoint,
    slug,
    databaseUrl,
    federatedDatabaseUrl,
    conventionFile,
    trust,
    logKeyFile,
    metrics,
    traces,
  });
}

function readSlug(read: Reading): string {
  const slug = read.required("PALIER_LANDLORD");
  if (slug !== "" && !isLandlordSlug(slug)) {
    read.problems.push(`PALIER_LANDLORD is "${slug}", which is no landlord's slug: ${slugRule}`);
  }
  return slug;
}

/** The address is not repeated in a problem: it holds a password. */
function readAddress(name: "DATABASE_URL" | typeof federatedSetting, read: Reading): string | null {
  const url = read.text(name) ?? null;
  if (url !== null && !(/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))) {
    read.problems.push(
      `${name} is no address of a PostgreSQL database; write it like ${addressForm}`,
    );
  }
  return url;
}
