import { existsSync } from "node:fs";
import { join } from "node:path";
import { pagesFolder } from "../server/pages-folder.js";
import { type BaseMap, openBaseMap } from "./base-map.js";
import type { DashboardConfig } from "./dashboard-config.js";
import { Logos } from "./logos.js";
import { Outlines } from "./outlines.js";

/** The dashboard's files, found and checked. */
export interface Dashboard {
  readonly config: DashboardConfig;
  /** Of the built pages; null where there are none. */
  readonly folder: string | null;
  readonly outlines: Outlines;
  readonly logos: Logos;
  /** Null for none, so that nothing is loaded from elsewhere. */
  readonly baseMap: BaseMap | null;
}

/**
 * @param conventionFile beside which the convention's own files are; null where nobody signs in.
 * @throws ConfigurationError when the operator's file of outlines, of tiles or of a map's style, or a logo, cannot be used.
 */
export async function openDashboard(
  config: DashboardConfig,
  conventionFile: string | null,
  log: (entry: string) => void,
): Promise<Dashboard> {
  const folder = pagesFolder(config.folder);
  const isBuilt = existsSync(join(folder, "index.html"));
  if (!isBuilt) log(`no dashboard: ${folder} has no index.html; GraphiQL is served in its place`);
  const outlines = await Outlines.open({ file: config.outlinesFile, conventionFile }, log);
  const logos = await Logos.open(config.logosFolder, log);
  const baseMap = await openBaseMap(config.tiles, log);
  return { config, folder: isBuilt ? folder : null, outlines, logos, baseMap };
}
