import { existsSync } from "node:fs";
import { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { dataFolderOf } from "../platform/machine/data-folder.js";
import { PlatformError } from "../platform/machine/platform-error.js";
import { stopDatabase } from "../platform/postgres/local-postgres.js";
import { removeData } from "../platform/remove-data.js";

/** `palier reset`: forgets everything that the local platform keeps. */
export function resetCommand({ config, terminal }: CommandContext): Command {
  return new Command("reset")
    .description(
      "Delete all local data: every landlord's sites, incidents, levels and keys in the data folder.",
    )
    .option("-y, --yes", "do not ask")
    .action(async (options: { readonly yes?: true }) => {
      const { dataFolder } = config;
      if (!existsSync(dataFolder)) return terminal.line(`There is nothing in ${dataFolder}.`);
      if (!options.yes && !(await terminal.confirm(`Delete everything in ${dataFolder}?`))) {
        throw new PlatformError("Nothing was deleted. To delete without a question, add --yes.");
      }
      for (const folder of [dataFolderOf(dataFolder).street, dataFolder]) {
        if (!existsSync(folder)) continue;
        await stopDatabase(folder);
        await removeData(folder);
      }
      terminal.line(`Deleted the data in ${dataFolder}. The next "palier start" begins anew.`);
    });
}
