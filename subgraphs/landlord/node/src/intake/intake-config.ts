import { isLandlordSlug, slugRule } from "@palier/schema";
import {
  type DescribedProcess,
  type Endpoint,
  type Environment,
  endpointSettings,
  type MetricsEndpoint,
  readEndpoint,
  readMetricsEndpoint,
  readSettings,
  type Settings,
  settingsOfLog,
  settingsOfMetrics,
} from "@palier/service";

/** Settings of the listener for submissions. */
export interface IntakeConfig extends Endpoint {
  readonly slug: string;
  readonly databaseUrl: string;
  /** Longest that an answer waits for the submission to be loaded. */
  readonly waitMs: number;
  readonly metrics: MetricsEndpoint | null;
}

const ofIntake = {
  ...endpointSettings(4151),
  PALIER_LANDLORD: { is: "the landlord's slug", isRequired: true },
  PALIER_SUBMIT_DATABASE_URL: {
    is: "the landlord's database as the login that can submit and nothing else; `palier systems prepare` makes it",
    isRequired: true,
    isSecret: true,
  },
  PALIER_SUBMIT_WAIT_MS: {
    is: "the milliseconds that an answer waits at most for what was submitted to be loaded; then it says 202",
    range: { byDefault: 5_000, least: 0, most: 15_000 },
  },
  ...settingsOfLog,
  ...settingsOfMetrics,
} as const satisfies Settings;

/** Every setting of the listener. */
export const intakeSettings = {
  title: "A landlord's listener for submissions",
  process: "the listener for submissions",
  start: "node subgraphs/landlord/node/dist/intake/main.js",
  settings: ofIntake,
} as const satisfies DescribedProcess;

/** @throws ConfigurationError naming every problem at once. */
export function readIntakeConfig(env: Environment): IntakeConfig {
  const read = readSettings(intakeSettings, env);
  const endpoint = readEndpoint(read);
  const slug = read.required("PALIER_LANDLORD");
  if (slug !== "" && !isLandlordSlug(slug)) {
    read.problems.push(`PALIER_LANDLORD is "${slug}", which is no landlord's slug: ${slugRule}`);
  }
  const databaseUrl = read.required("PALIER_SUBMIT_DATABASE_URL");
  if (databaseUrl !== "" && !URL.canParse(databaseUrl)) {
    read.problems.push("PALIER_SUBMIT_DATABASE_URL is no address of a PostgreSQL database");
  }
  const waitMs = read.number("PALIER_SUBMIT_WAIT_MS");
  const metrics = readMetricsEndpoint(read);
  read.word("PALIER_LOG");
  read.finish();
  return Object.freeze({ ...endpoint, slug, databaseUrl, waitMs, metrics });
}
