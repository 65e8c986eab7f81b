import { closeMonths } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { collectMonths } from "../arguments/months.js";
import { landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { waitingFor } from "./waiting.js";

const examples = `
Only closed months are published and count for the levels. A month can be closed once it is over.

Examples:
  palier close-month 2026-10 --landlord lisiere
  palier close-month 2025-11..2026-10 --landlord lisiere`;

/** `palier close-month`: declares that all incidents of a month have been reported. */
export function closeMonthCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("close-month")
    .description(
      "Declare that a landlord's incidents of a month are complete, and classify its sites.",
    )
    .argument(
      "<month...>",
      "2026-10, several with spaces, or a range 2026-01..2026-03",
      collectMonths,
    )
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (months: MonthNumber[], { landlord }: { readonly landlord: string }) => {
      const { closed, alreadyClosed, classification } = await withLandlordStore(
        context,
        landlord,
        (store) =>
          terminal.step("Closing and classifying", (show) =>
            closeMonths(store, months, undefined, (holder) => show(waitingFor(holder))),
          ),
      );
      if (closed.length > 0) terminal.line(`  Closed: ${closed.map(monthText).join(", ")}`);
      if (alreadyClosed.length > 0) {
        terminal.line(
          `  Closed before, left as they are: ${alreadyClosed.map(monthText).join(", ")}`,
        );
      }
      if (classification)
        terminal.line(
          describeClassification(
            classification,
            "No level yet: a level needs ten closed months out of twelve.",
          ),
        );
    });
}
