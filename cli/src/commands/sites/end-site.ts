import { endSite } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface EndOptions {
  readonly landlord: string;
  readonly last: MonthNumber;
}

const examples = `
For a site that was sold or pulled down. Its levels and figures up to that month stay; it is in none
after. Said again, the last month is replaced, as long as no closed month changes.

Example:
  palier sites end LL-1098 --last 2026-11 --landlord lisiere`;

/** `palier sites end`: the last month of a site. */
export function endSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("end")
    .description("Say which month is a site's last: it was sold, or pulled down.")
    .argument("<reference>", "your reference of the site")
    .requiredOption("--last <month>", "its last month", parseMonth)
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (reference: string, { landlord, last }: EndOptions) => {
      await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Ending the site", (show) =>
          endSite(store, reference, last, (holder) => show(waitingFor(holder))),
        ),
      );
      terminal.line(`  ${reference} ends with ${monthText(last)}; months before stay as they are.`);
    });
}
