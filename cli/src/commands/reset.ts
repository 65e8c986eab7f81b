import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { clusterFolders } from "../platform/find-cluster.js";
import { usePostgres } from "../platform/local-postgres.js";
import { PlatformError } from "../platform/platform-error.js";

/** `palier reset`: forgets everything that the local platform keeps. */
export function resetCommand({ config, terminal }: CommandContext): Command {
  return new Command("reset")
    .description(
      "Delete all local data: every landlord's sites, incidents and levels in the data folder.",
    )
    .option("-y, --yes", "do not ask")
    .action(async (options: { readonly yes?: true }) => {
      const { dataFolder } = config;
      if (!existsSync(dataFolder)) return terminal.line(`There is nothing in ${dataFolder}.`);
      if (!options.yes && !(await terminal.confirm(`Delete everything in ${dataFolder}?`))) {
        throw new PlatformError("Nothing was deleted. To delete without a question, add --yes.");
      }
      await stopDatabase(dataFolder);
      for (const folder of [...clusterFolders(dataFolder), dataFolder]) {
        await rm(folder, { recursive: true, force: true });
      }
      terminal.line(`Deleted ${dataFolder}. The next "palier start" begins anew.`);
    });
}

/** A server left over from a killed session would go on without its files. */
async function stopDatabase(dataFolder: string): Promise<void> {
  const postgres = await usePostgres(dataFolder);
  if (await postgres.release()) return;
  throw new PlatformError(
    "Another palier uses these data. Stop it (Ctrl-C), then run the command again.",
  );
}
