import { dropNumber, renumberSite, type SiteActSettings } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { addSiteActOptions, type SiteActOptions } from "./site-act-options.js";

interface RenumberOptions extends SiteActOptions {
  readonly undo?: true;
  readonly from?: MonthNumber;
}

const examples = `
Files and commands may call the site by either from now on. What partners know it by stays the
reference it was recorded with. --undo takes a number back: files cannot call the site by it any more.

Examples:
  palier sites renumber RES-002 R2-0002 --from 2027-01 --landlord lisiere
  palier sites renumber RES-002 R2-0002 --undo --landlord lisiere`;

/** `palier sites renumber`: what your files call a site from a month on. */
export function renumberSiteCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("renumber")
    .description("Say what your files call a site from a month on.")
    .argument("<reference>", "the reference it was recorded with")
    .argument("<number>", "what your files call it now")
    .option("--from <month>", "since when; by default the first open month", parseMonth)
    .option("--undo", "take the number back");
  return addSiteActOptions(command)
    .addHelpText("after", examples)
    .action(async (called: string, number: string, options: RenumberOptions) => {
      const { landlord, from, undo, ...act } = options;
      const line = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Renumbering the site", async (show) => {
          const settings = {
            ...act,
            onWait: (holder) => show(waitingFor(holder)),
          } satisfies SiteActSettings;
          if (undo) {
            const reference = await dropNumber(store, called, number, settings);
            return `  Your files call ${reference} "${number}" no more.`;
          }
          const named = await renumberSite(store, called, number, from ?? null, settings);
          const month = named.from === 0 ? "" : ` from ${monthText(named.from)} on`;
          return `  Your files may call ${named.reference} "${number}"${month}.`;
        }),
      );
      terminal.line(line);
    });
}
