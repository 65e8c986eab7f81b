import {
  isReopeningReason,
  type ReopeningReason,
  reopeningReasons,
  reopenMonths,
} from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command, InvalidArgumentError, Option } from "commander";
import { collectMonths } from "../arguments/months.js";
import { authorOption, landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { waitingFor } from "./waiting.js";
import { withAgreement } from "./with-agreement.js";

const examples = `
Until they are closed again the months are not published, and the levels of later months are computed
without them.

What was published is shown with what would change, before you are asked. It stays findable in the
graph, with the day and the reason:
${Object.entries(reopeningReasons)
  .map(([code, words]) => `  ${code.padEnd(18)} ${words}`)
  .join("\n")}

Examples:
  palier reopen-month 2026-10 --reason LATE_INCIDENTS --landlord lisiere
  palier reopen-month 2026-08..2026-10 --reason SITE_CHANGE --yes --landlord lisiere`;

interface ReopeningOptions {
  readonly landlord: string;
  readonly reason: ReopeningReason;
  readonly author: string;
  readonly yes?: true;
}

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
    .addOption(
      new Option("--reason <code>", `why: ${Object.keys(reopeningReasons).join(", ")}`)
        .default("REOPENED", "not said")
        .argParser(parseReason),
    )
    .addOption(authorOption())
    .option("--yes", "do not ask")
    .addHelpText("after", examples)
    .action(async (months: MonthNumber[], { landlord, yes, ...act }: ReopeningOptions) => {
      const title = "Reopening and classifying";
      const { classification } = await withLandlordStore(context, landlord, (store) =>
        withAgreement(terminal, { title, yes }, (options, show) =>
          reopenMonths(store, months, undefined, (holder) => show(waitingFor(holder)), {
            ...options,
            ...act,
          }),
        ),
      );
      terminal.line(`  Reopened: ${months.map(monthText).join(", ")}`);
      terminal.line(describeClassification(classification, "No later month has levels."));
    });
}

function parseReason(text: string): ReopeningReason {
  const reason = text.toUpperCase();
  if (isReopeningReason(reason)) return reason;
  throw new InvalidArgumentError(`It is one of ${Object.keys(reopeningReasons).join(", ")}.`);
}
