import { existsSync } from "node:fs";
import { dataFolderOf, removeData, stopDatabase } from "@palier/local";
import { Command } from "commander";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";

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
        throw new CommandError("Nothing was deleted. To delete without a question, add --yes.");
      }
      for (const folder of [dataFolderOf(dataFolder).street, dataFolder]) {
        if (!existsSync(folder)) continue;
        await stopDatabase(folder);
        await removeData(folder);
      }
      terminal.line(`Deleted the data in ${dataFolder}. The next "palier start" begins anew.`);
    });
}
