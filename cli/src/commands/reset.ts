import { existsSync } from "node:fs";
import { Command } from "commander";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { dataFolderOf } from "../context/data-folder.js";

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
      const { removeData } = await import("@palier/local");
      const whole = dataFolderOf(dataFolder);
      for (const { root, written } of [dataFolderOf(whole.street), whole]) {
        if (!existsSync(root)) continue;
        await removeData(root, written);
      }
      terminal.line(`Deleted the data in ${dataFolder}. The next "palier start" begins anew.`);
    });
}
