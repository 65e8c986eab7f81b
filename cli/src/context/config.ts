import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigurationError } from "@palier/schema";
import {
  type DescribedProcess,
  type Environment,
  keyOverlapSetting,
  type LogForm,
  readSettings,
  type Setting,
  type Settings,
  settingsOfLog,
  unknownSettings,
} from "@palier/service";

/** What the command takes from its environment. */
export interface Config {
  /** Everything that a local platform keeps: its PostgreSQL, its logs. */
  readonly dataFolder: string;
  /** A landlord's own database, in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Of a superuser of the server on which `palier landlord init` is to make a landlord's database. */
  readonly administratorUrl?: string | undefined;
  /** Of the gateway of a local platform, handed on for the gateway to check. */
  readonly gatewaySettings: Readonly<Record<string, string>>;
  /** Of keys that are rotated. */
  readonly keyOverlapSeconds: number;
  /** As services of a local platform write their logs. */
  readonly logForm: LogForm;
}

/** Settings of the gateway that a local platform may have too. */
const handedOn = [
  "PALIER_DASHBOARD",
  "PALIER_LOGOS",
  "PALIER_OUTLINES",
  "PALIER_TILES",
  "PALIER_TILES_ATTRIBUTION",
  "PALIER_SUBGRAPH_TIMEOUT_MS",
  "PALIER_COST_LIMIT",
  "PALIER_COST_BUDGET",
  "PALIER_COST_MODE",
  "PALIER_DEMONSTRATION_SESSION_S",
  "PALIER_DEMONSTRATION_ACCESS_S",
] as const;

/** Letters by which a name of another process is further from each of these. */
const mostMisspelt = 2;

const toGateway: Setting = { is: "handed on to the gateway of `palier start`" };

/** Every setting of the command. */
export const commandSettings = {
  title: "The command",
  process: "palier",
  start: "npx palier",
  settings: {
    PALIER_HOME: {
      is: "the folder of all that a local platform keeps",
      byDefault: "`.palier` in the checkout",
    },
    DATABASE_URL: {
      is: "a landlord's own database, for commands that take `--landlord`",
      byDefault: "the embedded database",
      isSecret: true,
    },
    PALIER_ADMINISTRATOR_URL: {
      is: "a superuser of the PostgreSQL server on which `palier landlord init` makes the landlord's database, an address like `postgres://user:password@host:5432/postgres`",
      byDefault: "the database is made by hand",
      isSecret: true,
    },
    PALIER_LOG: {
      ...settingsOfLog.PALIER_LOG,
      is: "how the services of `palier start` write their logs",
      byDefault: "`text`",
    },
    ...keyOverlapSetting,
    // Each name of the list has one entry.
    ...(Object.fromEntries(handedOn.map((name) => [name, toGateway])) as Settings<
      (typeof handedOn)[number]
    >),
  },
} as const satisfies DescribedProcess;

/** The checkout that this command belongs to. */
export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Empty means unset. The settings of a landlord's or the gateway's process may stand in the same
 * environment; what is nearly one of the command's own is one misspelt.
 *
 * @throws ConfigurationError naming every problem at once.
 */
export function readConfig(env: Environment): Config {
  const read = readSettings(commandSettings, env);
  const config = Object.freeze({
    dataFolder: resolve(read.text("PALIER_HOME") ?? resolve(repositoryRoot, ".palier")),
    databaseUrl: read.text("DATABASE_URL"),
    keyOverlapSeconds: read.number("PALIER_KEY_OVERLAP_S"),
    administratorUrl: read.text("PALIER_ADMINISTRATOR_URL"),
    logForm: read.word("PALIER_LOG") === "json" ? "json" : "text",
    gatewaySettings: Object.fromEntries(
      handedOn.flatMap((name) => {
        const value = read.text(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  });
  const misspelt = unknownSettings(commandSettings, env, mostMisspelt);
  const problems = [...read.problems, ...misspelt];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/** The convention that the demonstration serves. */
export const demonstrationConvention = resolve(repositoryRoot, "cli/demonstration/convention.yaml");
