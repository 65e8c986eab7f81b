import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { DashboardConfig } from "./dashboard-config.js";
import { type Outlines, readOutlines } from "./outlines.js";

/** The dashboard's files, found and checked. */
export interface Dashboard {
  readonly config: DashboardConfig;
  /** Of the built pages; null where there are none. */
  readonly folder: string | null;
  readonly outlines: Outlines | null;
}

/** @throws ConfigurationError when the file of outlines cannot be used. */
export async function openDashboard(
  config: DashboardConfig,
  log: (entry: string) => void,
): Promise<Dashboard> {
  const folder = dashboardFolder(config.folder);
  const isBuilt = existsSync(join(folder, "index.html"));
  if (!isBuilt) log(`no dashboard: ${folder} has no index.html; GraphiQL is served in its place`);
  const outlines = config.outlinesFile === null ? null : await readOutlines(config.outlinesFile);
  return { config, folder: isBuilt ? folder : null, outlines };
}

/** @param configured null for the installed dashboard's. */
export function dashboardFolder(configured: string | null): string {
  if (configured !== null) return resolve(configured);
  const packages = createRequire(import.meta.url);
  return join(dirname(packages.resolve("@palier/dashboard/package.json")), "dist");
}
