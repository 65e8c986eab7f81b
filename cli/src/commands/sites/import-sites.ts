import { importSites, readSiteMapping, siteColumns } from "@palier/landlord-import";
import { counted, type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionOf } from "../../landlord/local-parties.js";
import { waitingFor } from "../waiting.js";
import { describeAlikeAddresses, describeStraySites } from "./describe-stray-sites.js";

const examples = `
Columns: ${siteColumns(true).join(", ")}; if you have them
${siteColumns(false).join(", ")}. French names of columns do as well; a commune is
written as its INSEE code. Other columns want --mapping (docs/import.md). A site is recognised by its reference: what differs is changed, a site
that the file does not name stays. A commune or priority district that is no territory of the
convention served here is pointed out.

New sites begin, and changes of name, commune, priority district and dwellings hold, from a month on:
--from, else the first open month. Months that are closed stay as they are. Before the first month is
closed, sites are as old as the record unless --from says otherwise.

Examples:
  palier sites import sites.csv --landlord lisiere
  palier sites import after-the-works.csv --landlord lisiere --from 2027-01
  palier sites import parc.xlsx --landlord lisiere --mapping sites.yaml`;

interface SiteImportArguments {
  readonly landlord: string;
  readonly from?: MonthNumber;
  readonly mapping?: string;
  readonly author: string;
}

/** `palier sites import`: adds sites, and changes what is told of known ones. */
export function importSitesCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("import")
    .description(
      "Import sites from files (CSV, workbooks, JSON); what they change holds from a month on, and closed months stay.",
    )
    .argument("<file...>", "files with one line a site")
    .addOption(landlordOption())
    .addOption(authorOption())
    .option("--from <month>", "the month from which on; by default the first open one", parseMonth)
    .option("-m, --mapping <file>", "YAML file that says which column means what")
    .addHelpText("after", examples)
    .action(async (files: string[], { landlord, from, mapping, author }: SiteImportArguments) => {
      // Read first: a convention that cannot be used stops the command before anything is imported.
      const convention = conventionOf(context.config, landlord);
      const summary = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Importing the sites", (show) =>
          importSites(store, files, {
            author,
            ...(from === undefined ? {} : { from }),
            ...(mapping === undefined ? {} : { mapping: readSiteMapping(mapping) }),
            onWait: (holder) => show(waitingFor(holder)),
          }),
        ),
      );
      terminal.line(
        `  ${counted(summary.sitesAdded, "site")} added, ${summary.sitesChanged} changed, ${summary.sitesUnchanged} as before`,
      );
      if (summary.passedOver > 0) {
        terminal.line(`  ${counted(summary.passedOver, "row")} passed over`);
      }
      if (summary.from > 0 && summary.sitesAdded + summary.sitesChanged > 0) {
        terminal.line(
          `  That holds from ${monthText(summary.from)} on; months before stay as they are.`,
        );
      }
      for (const warning of describeAlikeAddresses(summary)) terminal.complain(warning);
      if (convention === null) return;
      for (const warning of describeStraySites(summary, convention)) terminal.complain(warning);
    });
}
