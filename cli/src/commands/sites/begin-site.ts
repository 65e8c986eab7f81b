import { beginSite } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../../arguments/months.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { withAgreement } from "../with-agreement.js";
import { addSiteActOptions, type SiteActOptions, sayWhich } from "./site-act-options.js";

interface BeginOptions extends SiteActOptions {
  readonly first: MonthNumber;
  readonly yes?: true;
}

const examples = `
For a site that was recorded later than it was there: from that month on it is in figures, and takes
incidents of its months that are open. Totals of months that are closed count it then, and its own levels
begin once ten of its months are closed; what was published before stays findable. A month given later
than before takes the site out of the months between, as long as it has no incident there.

Example:
  palier sites begin RES-009 --first 2026-03 --reason CORRECTION --landlord lisiere`;

/** `palier sites begin`: the first month of a site. */
export function beginSiteCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("begin")
    .description("Say which month is a site's first, where it was recorded with another.")
    .argument("<reference>", "your reference of the site, or a number of it")
    .requiredOption("--first <month>", "its first month", parseMonth)
    .option("--yes", "do not ask where it changes what was published");
  return addSiteActOptions(command)
    .addHelpText("after", examples)
    .action(async (called: string, { landlord, first, yes, ...act }: BeginOptions) => {
      const { reference } = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        withAgreement(terminal, { title: "Beginning the site", yes }, (options, show) =>
          beginSite(store, called, first, {
            ...options,
            ...act,
            onWait: (holder) => show(waitingFor(holder)),
          }),
        ),
      );
      for (const line of sayWhich(called, reference)) terminal.line(line);
      terminal.line(`  ${reference} begins in ${monthText(first)}.`);
    });
}
