import { reopenMonth } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { parseMonth } from "../arguments/months.js";
import { landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { waitingFor } from "./waiting.js";

const examples = `
Until it is closed again the month is not published, and the levels of later months are computed
without it.

Example:
  palier reopen-month 2026-10 --landlord lisiere`;

/** `palier reopen-month`: takes the closing of a month back. */
export function reopenMonthCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("reopen-month")
    .description("Take the closing of a month back, so that incidents can be added to it.")
    .argument("<month>", "the month, e.g. 2026-10", parseMonth)
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (month: MonthNumber, { landlord }: { readonly landlord: string }) => {
      const summary = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Reopening and classifying", (show) =>
          reopenMonth(store, month, undefined, (holder) => show(waitingFor(holder))),
        ),
      );
      terminal.line(`  Reopened: ${monthText(month)}`);
      terminal.line(describeClassification(summary, "No later month has levels."));
    });
}
