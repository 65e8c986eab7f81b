import { readSiteMapping, splitSite } from "@palier/landlord-import";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionOf } from "../../landlord/local-parties.js";
import { waitingFor } from "../waiting.js";
import { describeAlikeAddresses, describeStraySites } from "./describe-stray-sites.js";

interface SplitOptions {
  readonly landlord: string;
  readonly into: string;
  readonly from?: MonthNumber;
  readonly mapping?: string;
}

const examples = `
The site ends the month before; those of the file, with the columns of "palier sites import", begin,
and are undetermined until ten of their own months are closed.

Example:
  palier sites split RES-002 --into halves.csv --from 2027-01 --landlord lisiere`;

/** `palier sites split`: a site becomes several. */
export function splitSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("split")
    .description("Make several sites of one from a month on.")
    .argument("<reference>", "the site that ends")
    .requiredOption("--into <file>", "file with one line for each of the new sites")
    .option("--from <month>", "the month; by default the first open one", parseMonth)
    .option("-m, --mapping <file>", "YAML file that says which column of it means what")
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (reference: string, { landlord, into, from, mapping }: SplitOptions) => {
      // Read first: a convention that cannot be used stops the command before anything is split.
      const convention = conventionOf(context.config, landlord);
      const summary = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Splitting the site", (show) =>
          splitSite(store, reference, into, {
            ...(from === undefined ? {} : { from }),
            ...(mapping === undefined ? {} : { mapping: readSiteMapping(mapping) }),
            onWait: (holder) => show(waitingFor(holder)),
          }),
        ),
      );
      for (const warning of describeAlikeAddresses(summary)) terminal.complain(warning);
      const strays = convention === null ? [] : describeStraySites(summary, convention);
      for (const warning of strays) terminal.complain(warning);
      terminal.line(
        `  From ${monthText(summary.from)} on ${summary.sitesAdded} sites are in the place of ${reference}, which ended the month before.`,
      );
    });
}
