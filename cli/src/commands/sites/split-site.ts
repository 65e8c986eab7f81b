import { readSiteMapping, splitSite } from "@palier/landlord-import";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { parseMonth } from "../../arguments/months.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionOf } from "../../landlord/local-parties.js";
import { waitingFor } from "../waiting.js";
import { describeAlikeAddresses, describeStraySites } from "./describe-stray-sites.js";
import { addSiteActOptions, type SiteActOptions } from "./site-act-options.js";

interface SplitOptions extends SiteActOptions {
  readonly into: string;
  readonly apportion?: true | readonly number[];
  readonly from?: MonthNumber;
  readonly mapping?: string;
}

const examples = `
The site ends the month before; those of the file, with the columns of "palier sites import", begin,
and are undetermined until ten of their own months are closed. With --apportion they go on from where it
ended: each month's incidents of its last eleven months are divided among them, none lost and none
twice, by their dwellings or by the shares given in the file's order; each holds its level.

Examples:
  palier sites split RES-002 --into halves.csv --from 2027-01 --landlord lisiere
  palier sites split RES-002 --into halves.csv --apportion 3:1 --landlord lisiere`;

/** `palier sites split`: a site becomes several. */
export function splitSiteCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("split")
    .description("Make several sites of one from a month on.")
    .argument("<reference>", "the site that ends")
    .requiredOption("--into <file>", "file with one line for each of the new sites")
    .option("--from <month>", "the month; by default the first open one", parseMonth)
    .option("-m, --mapping <file>", "YAML file that says which column of it means what")
    .option("--apportion [shares]", "divide its counts: by dwellings, or as in 3:1", parseShares);
  return addSiteActOptions(command)
    .addHelpText("after", examples)
    .action(async (reference: string, options: SplitOptions) => {
      const { landlord, into, from, mapping, apportion, ...act } = options;
      // Read first: a convention that cannot be used stops the command before anything is split.
      const convention = conventionOf(context.config, landlord);
      const summary = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Splitting the site", (show) =>
          splitSite(store, reference, into, {
            ...act,
            ...(apportion && { apportion: apportion === true ? "DWELLINGS" : apportion }),
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

function parseShares(text: string): number[] {
  if (/^[1-9]\d{0,5}(:[1-9]\d{0,5})+$/.test(text)) return text.split(":").map(Number);
  throw new InvalidArgumentError(
    "Whole numbers with colons between them, one for each line of the file.",
  );
}
