import { endSite, type SiteActSettings, undoHandOver } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { addSiteActOptions, type SiteActOptions, sayWhich } from "./site-act-options.js";

interface EndOptions extends SiteActOptions {
  readonly last?: MonthNumber;
  readonly undo?: true;
  readonly saleFellThrough?: true;
}

const examples = `
For a site that was sold or pulled down. Its levels and figures up to that month stay; it is in none
after. Said again, the last month is replaced, as long as no closed month changes. A site that was
handed over goes on with --undo --sale-fell-through, once the buyer's file is good no longer and the
buyer has told you that it did not take it over.

Examples:
  palier sites end LL-1098 --last 2026-11 --reason SALE --landlord lisiere
  palier sites end LL-1098 --undo --landlord lisiere`;

/** `palier sites end`: the last month of a site. */
export function endSiteCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("end")
    .description("Say which month is a site's last: it was sold, or pulled down.")
    .argument("<reference>", "your reference of the site, or a number of it")
    .option("--last <month>", "its last month", parseMonth)
    .option("--undo", "it goes on: its end was told by mistake")
    .option("--sale-fell-through", "with --undo: its buyer never took over what was handed to it");
  return addSiteActOptions(command)
    .addHelpText("after", examples)
    .action(async (called: string, options: EndOptions) => {
      const { landlord, last, undo, saleFellThrough, ...act } = options;
      if ((last === undefined) === (undo === undefined)) {
        throw new CommandError("Give either --last or --undo.");
      }
      if (saleFellThrough && undo === undefined) {
        throw new CommandError("--sale-fell-through goes with --undo.");
      }
      const reference = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Ending the site", async (show) => {
          const settings: SiteActSettings = {
            ...act,
            onWait: (holder) => show(waitingFor(holder)),
          };
          if (saleFellThrough) return (await undoHandOver(store, called, settings)).reference;
          return endSite(store, called, last ?? null, settings);
        }),
      );
      for (const line of sayWhich(called, reference)) terminal.line(line);
      terminal.line(
        last === undefined
          ? `  ${reference} goes on.`
          : `  ${reference} ends with ${monthText(last)}; months before stay as they are.`,
      );
    });
}
