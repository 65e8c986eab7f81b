import { reopenMonths } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { collectMonths } from "../arguments/months.js";
import { landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { waitingFor } from "./waiting.js";

const examples = `
Until they are closed again the months are not published, and the levels of later months are computed
without them.

Examples:
  palier reopen-month 2026-10 --landlord lisiere
  palier reopen-month 2026-08..2026-10 --landlord lisiere`;

/** `palier reopen-month`: takes the closing of months back. */
export function reopenMonthCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("reopen-month")
    .description(
      "Take the closing of months back, so that incidents can be added to them and sites changed.",
    )
    .argument(
      "<month...>",
      "2026-10, several with spaces, or a range 2026-01..2026-03",
      collectMonths,
    )
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (months: MonthNumber[], { landlord }: { readonly landlord: string }) => {
      const summary = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Reopening and classifying", (show) =>
          reopenMonths(store, months, undefined, (holder) => show(waitingFor(holder))),
        ),
      );
      terminal.line(`  Reopened: ${months.map(monthText).join(", ")}`);
      terminal.line(describeClassification(summary, "No later month has levels."));
    });
}
