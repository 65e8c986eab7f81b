import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { importSitesCommand } from "./import-sites.js";
import { listSitesCommand } from "./list-sites.js";

/** `palier sites`: a landlord's stock, from its first month to its last. */
export function sitesCommand(context: CommandContext): Command {
  const command = new Command("sites").description(
    "A landlord's sites: add, change and list them.",
  );
  for (const part of [importSitesCommand, listSitesCommand]) command.addCommand(part(context));
  return command;
}
