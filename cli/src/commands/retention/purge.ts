import { listPurges, type PurgeSummary, previewPurge, purgeRecord } from "@palier/landlord-store";
import { counted, figure, type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withKeptStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface PurgeOptions {
  readonly landlord: string;
  readonly preview?: boolean;
}

const explanation = `
Takes away what the convention that the landlord has signed keeps no longer: incidents with what a file
said of them, with what is known of persons and with what they were before corrections; counts of months;
entries of the access log. A duration runs from the end of a month. Levels, held levels and what gates
observed are frozen before what they rest on goes: the graph answers of past months as before. In a month
that is purged nothing is changed any more, and a file brings nothing of it back.

A node with DATABASE_URL does this each day by itself; for others let a timer run this command.

Examples:
  palier purge --landlord lisiere --preview      what would go; nothing is done
  palier purge --landlord lisiere
  palier purge list --landlord lisiere           what was done`;

/** `palier purge`: the record is kept as long as the convention says. */
export function purgeCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("purge")
    .description("Take away what the signed convention keeps no longer.")
    .addOption(landlordOption())
    .option("--preview", "say what would go, and do nothing")
    .addHelpText("after", explanation)
    .addCommand(listCommand(context))
    .action(async ({ landlord, preview = false }: PurgeOptions) => {
      const summary = await withKeptStore(context, landlord, (store) =>
        preview
          ? previewPurge(store)
          : terminal.step("Purging", (show) =>
              purgeRecord(store, {
                onMonth: (month) => show(monthText(month)),
                onWait: (holder) => show(waitingFor(holder)),
              }),
            ),
      );
      if (summary === null) {
        throw new CommandError("Another session is purging this record; nothing was done here.");
      }
      terminal.line(describe(summary, preview));
      for (const warning of warnings(summary, preview)) terminal.complain(warning);
      if (summary.problem !== null) {
        throw new CommandError(`The access log is not purged: ${summary.problem}`);
      }
    });
}

function describe(summary: PurgeSummary, isPreview: boolean): string {
  const { retention, detail, counts, incidents, versions, sourceRows, monthCounts, logEntries } =
    summary;
  const verb = isPreview ? "would go" : "gone";
  const kept = (months: number) => `kept ${months} months`;
  return [
    `Incidents, ${kept(retention.incidentMonths)}: ${span(detail)}`,
    `  ${counted(incidents, "incident")}, ${counted(sourceRows, "row")} of files, ${counted(versions, "version")} of corrections ${verb}`,
    `Counts, ${kept(retention.countMonths)}: ${span(counts)}`,
    `  ${counted(monthCounts, "count")} ${verb}`,
    `Access log, ${kept(retention.accessLogMonths)}`,
    `  ${counted(logEntries, "entry", "entries")} ${verb}; links stay`,
  ].join("\n");
}

function span(months: readonly MonthNumber[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "nothing is due";
  return first === last ? monthText(first) : `${monthText(first)} to ${monthText(last)}`;
}

function warnings({ waiting, uncounted }: PurgeSummary, isPreview: boolean): string[] {
  const names = (months: readonly MonthNumber[]) => months.map(monthText).join(" ");
  return [
    ...(waiting.length > 0
      ? [
          `Please close: ${names(waiting)}. The time of these months is over and they are open; a month after, their incidents go without having been counted ("palier close-month ${names(waiting)}").`,
        ]
      : []),
    ...(uncounted.length > 0
      ? [
          `Open, and counted in no figure: the incidents of ${names(uncounted)} ${isPreview ? "would go" : "are gone"}.`,
        ]
      : []),
  ];
}

function listCommand(context: CommandContext): Command {
  return new Command("list")
    .description("List what purges did, the latest first.")
    .action(async (_options: object, command: Command) => {
      const { landlord } = command.optsWithGlobals<PurgeOptions>();
      const purges = await withKeptStore(context, landlord, ({ manager }) => listPurges(manager));
      type Listed = (typeof purges)[number];
      const number = (title: string, read: (purge: Listed) => number) => ({
        title,
        text: (purge: Listed) => figure(read(purge)),
        isNumber: true,
      });
      const before = (month: MonthNumber | null) => (month === null ? "" : monthText(month));
      context.terminal.line(
        purges.length === 0
          ? "Nothing was purged yet."
          : formatTable(purges, [
              { title: "time (UTC)", text: ({ begunAt }) => utcTime(begunAt) },
              { title: "account", text: ({ account }) => account ?? "" },
              { title: "detail before", text: ({ detailBefore }) => before(detailBefore) },
              number("incidents", ({ incidents }) => incidents),
              number("versions", ({ versions }) => versions),
              number("rows", ({ sourceRows }) => sourceRows),
              { title: "counts before", text: ({ countsBefore }) => before(countsBefore) },
              number("counts", ({ counts }) => counts),
              number("log", ({ logEntries }) => logEntries),
              {
                title: "",
                text: ({ endedAt, problem }) =>
                  endedAt === null ? "ended before its end" : (problem ?? ""),
              },
            ]),
      );
    });
}
