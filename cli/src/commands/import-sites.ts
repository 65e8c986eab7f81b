import { importSites, siteColumns } from "@palier/landlord-import";
import { Command } from "commander";
import { landlordOption } from "../arguments/values.js";
import { counted } from "../console/figures.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { conventionOf } from "../landlord/local-parties.js";
import { describeStraySites } from "./describe-stray-sites.js";
import { waitingFor } from "./waiting.js";

const examples = `
Columns: ${siteColumns(true).join(", ")}; if you have them
${siteColumns(false).join(", ")}. French names of columns do as well; a commune is
written as its INSEE code. A site is recognised by its reference: what differs is changed, a site
that the file does not name stays. A commune or priority district that is no territory of the
convention served here is pointed out.

Example:
  palier sites import sites.csv --landlord lisiere`;

/** `palier sites`: a landlord's stock. */
export function sitesCommand(context: CommandContext): Command {
  return new Command("sites")
    .description("Add or change a landlord's sites (palier sites import).")
    .addCommand(importSitesCommand(context));
}

function importSitesCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("import")
    .description(
      "Import sites from CSV files; levels are restated where dwellings or places change.",
    )
    .argument("<file...>", "files with one line a site")
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (files: string[], { landlord }: { readonly landlord: string }) => {
      // Read first: a convention that cannot be used stops the command before anything is imported.
      const convention = conventionOf(context.config, landlord);
      const summary = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Importing the sites", (show) =>
          importSites(store, files, {
            onWait: (holder) => show(waitingFor(holder)),
          }),
        ),
      );
      terminal.line(
        `  ${counted(summary.sitesAdded, "site")} added, ${summary.sitesChanged} changed, ${summary.sitesUnchanged} as before`,
      );
      if (convention === null) return;
      for (const warning of describeStraySites(summary, convention)) terminal.complain(warning);
    });
}
