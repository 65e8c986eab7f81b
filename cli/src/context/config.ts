import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What the command takes from its environment. */
export interface Config {
  /** Everything that a local platform keeps: its PostgreSQL, its logs. */
  readonly dataFolder: string;
  /** A landlord's own database, in place of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Of the gateway of a local platform, handed on for the gateway to check. */
  readonly gatewaySettings: Readonly<Record<string, string>>;
}

/** Settings of the gateway that a local platform may have too. */
const gatewaySettings = [
  "PALIER_DASHBOARD",
  "PALIER_OUTLINES",
  "PALIER_TILES",
  "PALIER_TILES_ATTRIBUTION",
  "PALIER_COST_LIMIT",
  "PALIER_COST_BUDGET",
  "PALIER_COST_MODE",
] as const;

/** The checkout that this command belongs to. */
export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** Empty means unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return Object.freeze({
    dataFolder: resolve(env.PALIER_HOME?.trim() || resolve(repositoryRoot, ".palier")),
    databaseUrl: env.DATABASE_URL?.trim() || undefined,
    gatewaySettings: Object.fromEntries(
      gatewaySettings.flatMap((name) => {
        const value = env[name]?.trim();
        return value ? [[name, value]] : [];
      }),
    ),
  });
}

/** The convention that the demonstration serves. */
export const demonstrationConvention = resolve(repositoryRoot, "cli/demonstration/convention.yaml");
