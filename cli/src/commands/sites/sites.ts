import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { beginSiteCommand } from "./begin-site.js";
import { endSiteCommand } from "./end-site.js";
import { handOverSiteCommand } from "./hand-over-site.js";
import { importSitesCommand } from "./import-sites.js";
import { listSitesCommand } from "./list-sites.js";
import { mergeSitesCommand } from "./merge-sites.js";
import { removeSiteCommand } from "./remove-site.js";
import { renumberSiteCommand } from "./renumber-site.js";
import { requestSiteCommand } from "./request-site.js";
import { siteHistoryCommand } from "./site-history.js";
import { splitSiteCommand } from "./split-site.js";
import { takeOverSiteCommand } from "./take-over-site.js";

const parts = [
  importSitesCommand,
  listSitesCommand,
  siteHistoryCommand,
  beginSiteCommand,
  endSiteCommand,
  mergeSitesCommand,
  splitSiteCommand,
  renumberSiteCommand,
  removeSiteCommand,
  requestSiteCommand,
  handOverSiteCommand,
  takeOverSiteCommand,
];

/** `palier sites`: a landlord's stock, from its first month to its last. */
export function sitesCommand(context: CommandContext): Command {
  const command = new Command("sites").description(
    "A landlord's sites: add, change, list, begin, end, merge, split, renumber, remove, hand over and take over.",
  );
  for (const part of parts) command.addCommand(part(context));
  return command;
}
