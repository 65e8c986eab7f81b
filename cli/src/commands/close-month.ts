import {
  closeMonths,
  listAwaiting,
  type MonthFigures,
  MonthStateError,
} from "@palier/landlord-store";
import { counted, figure, type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { collectMonths } from "../arguments/months.js";
import { authorOption, landlordOption } from "../arguments/values.js";
import { formatTable } from "../console/table.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { describeRelease } from "./figures/describe-release.js";
import { awaitingLines } from "./systems/awaiting-lines.js";
import { waitingFor } from "./waiting.js";
import { withAgreement } from "./with-agreement.js";

interface ClosingOptions {
  readonly landlord: string;
  readonly empty?: readonly MonthNumber[];
  readonly author: string;
  readonly yes?: true;
}

const examples = `
Only closed months are published and count for the levels. A month can be closed once it is over. Its
incidents are shown beside those of the months around it. A month without any is not closed: import
what is missing, or name it with --empty where there truly was none. Where levels change that were
published (of a month that is closed again, or of later ones), they are shown before you are asked.

Examples:
  palier close-month 2026-10 --landlord lisiere
  palier close-month 2026-08 --empty 2026-08 --landlord lisiere
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
    .option("--empty <month...>", "months in which there truly was no incident", collectMonths)
    .addOption(landlordOption())
    .addOption(authorOption())
    .option("--yes", "do not ask where levels change that were published")
    .addHelpText("after", examples)
    .action(
      async (months: MonthNumber[], { landlord, empty = [], author, yes }: ClosingOptions) => {
        let isShown = false;
        const review = (figures: readonly MonthFigures[]) => {
          // Each time: a month may have been emptied while the question stood.
          refuseEmpty(figures, empty);
          if (isShown) return;
          isShown = true;
          terminal.line(formatTable(figures, columns));
          for (const warning of warnings(figures)) terminal.complain(warning);
        };
        const { closed, alreadyClosed, classification, released, awaiting } =
          await withLandlordStore(context, landlord, async (store) => ({
            ...(await withAgreement(
              terminal,
              { title: "Closing and classifying", yes },
              (options, show) =>
                closeMonths(
                  store,
                  months,
                  undefined,
                  (holder) => show(waitingFor(holder)),
                  review,
                  { ...options, author },
                ),
            )),
            awaiting: await listAwaiting(store),
          }));
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
        if (released !== null) terminal.line(describeRelease(released));
        else if (closed.length > 0) {
          terminal.line(
            "  Nothing is released to readers who are shown no small numbers: no convention that this landlord has signed has begun.",
          );
        }
        for (const line of awaitingLines(awaiting, landlord)) terminal.line(`  ${line}`);
      },
    );
}

const columns = [
  { title: "month", text: ({ month }: MonthFigures) => monthText(month) },
  {
    title: "incidents",
    text: ({ incidents }: MonthFigures) => figure(incidents),
    isNumber: true,
  },
  { title: "", text: ({ isClosing }: MonthFigures) => (isClosing ? "to be closed" : "") },
];

/** A month of which nothing was reported would count as a quiet one, and lower levels. */
function refuseEmpty(figures: readonly MonthFigures[], empty: readonly MonthNumber[]): void {
  const closing = figures.filter(({ isClosing }) => isClosing);
  const without = closing.filter(({ incidents }) => incidents === 0).map(({ month }) => month);
  const unsaid = without.filter((month) => !empty.includes(month)).map(monthText);
  const full = closing.filter(({ month }) => empty.includes(month) && !without.includes(month));
  const problems = [
    ...(unsaid.length === 0
      ? []
      : [
          `${unsaid.join(", ")} ${unsaid.length === 1 ? "has" : "have"} no incident: import what is missing ("palier import"), or say that there truly was none (--empty ${unsaid.join(" ")})`,
        ]),
    ...full.map(
      ({ month, incidents }) =>
        `${monthText(month)} has ${counted(incidents, "incident")} and is not empty: leave it out of --empty`,
    ),
  ];
  if (problems.length > 0) throw new MonthStateError(`Nothing is closed: ${problems.join("; ")}.`);
}

/** Of few incidents; where there is none, that was said. */
function warnings(figures: readonly MonthFigures[]): string[] {
  return figures.flatMap(({ month, incidents, usual }) =>
    usual === null || incidents === 0
      ? []
      : [
          `Please check: ${monthText(month)} has ${counted(incidents, "incident")}, months around it ${figure(usual)}.`,
        ],
  );
}
