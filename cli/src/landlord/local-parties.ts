import { existsSync } from "node:fs";
import type { Convention } from "@palier/schema";
import { readConvention } from "@palier/service";
import { CommandError } from "../context/command-error.js";
import { type Config, demonstrationConvention } from "../context/config.js";
import { dataFolderOf } from "../context/data-folder.js";

/** The convention that the local platform served last; the demonstration's before its first start. */
export function localConvention({ dataFolder }: Pick<Config, "dataFolder">): Convention {
  const { servedConvention } = dataFolderOf(dataFolder);
  return readConvention(existsSync(servedConvention) ? servedConvention : demonstrationConvention);
}

/**
 * The convention at hand that names the landlord; null when it is elsewhere: with a database of one's
 * own nothing may have been served here, and what was served here may be another convention.
 */
export function conventionOf(config: Config, landlord: string): Convention | null {
  const { servedConvention } = dataFolderOf(config.dataFolder);
  if (config.databaseUrl !== undefined && !existsSync(servedConvention)) return null;
  const convention = localConvention(config);
  return convention.landlords.some(({ slug }) => slug === landlord) ? convention : null;
}

/**
 * A slip of the pen must not pause nobody. With a database of one's own the convention is elsewhere,
 * and any code is taken.
 *
 * @throws CommandError naming the partners.
 */
export function checkPartner(config: Config, code: string): void {
  if (config.databaseUrl !== undefined) return;
  const known = localConvention(config).partners.map((partner) => partner.code);
  if (known.includes(code)) return;
  throw new CommandError(
    `There is no partner "${code}" in the convention. Known: ${known.join(", ") || "none"}.`,
  );
}
