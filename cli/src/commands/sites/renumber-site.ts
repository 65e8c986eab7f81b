import { renumberSite } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface RenumberOptions {
  readonly landlord: string;
  readonly from?: MonthNumber;
}

const examples = `
Files may call the site by either from now on. What partners know it by, and what you name in other
commands, stays the reference it was recorded with.

Example:
  palier sites renumber RES-002 R2-0002 --from 2027-01 --landlord lisiere`;

/** `palier sites renumber`: what your files call a site from a month on. */
export function renumberSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("renumber")
    .description("Say what your files call a site from a month on.")
    .argument("<reference>", "the reference it was recorded with")
    .argument("<number>", "what your files call it now")
    .option("--from <month>", "since when; by default the first open month", parseMonth)
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (reference: string, number: string, { landlord, from }: RenumberOptions) => {
      const since = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Renumbering the site", (show) =>
          renumberSite(store, reference, number, from ?? null, (holder) =>
            show(waitingFor(holder)),
          ),
        ),
      );
      const month = since === 0 ? "" : ` from ${monthText(since)} on`;
      terminal.line(`  Your files may call ${reference} "${number}"${month}.`);
    });
}
