import { type ListedEntry, listLog } from "@palier/landlord-store";
import { Command, InvalidArgumentError } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

interface ListOptions {
  readonly landlord: string;
  readonly partner?: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly limit: number;
}

const explanation = `
One line an operation, the latest first; refused ones too. Persons appear by the identifier that
their organisation's sign-in gives them. The export has the fields, sites and territories besides.

Examples:
  palier audit list --landlord lisiere --partner police-melun
  palier audit list --landlord lisiere --since 2026-11-01 --until 2026-12-01 --limit 500`;

/** `palier audit list`: the latest entries of the access log. */
export function listLogCommand(context: CommandContext): Command {
  return new Command("list")
    .description("List who asked what of a landlord's sites, the latest first.")
    .addOption(landlordOption())
    .option("--partner <code>", "only this partner's")
    .option("--since <day>", "from this day on, e.g. 2026-11-01", parseInstant)
    .option("--until <day>", "before this day", parseInstant)
    .option("--limit <number>", "how many at most", parseLimit, 50)
    .addHelpText("after", explanation)
    .action(async ({ landlord, ...selection }: ListOptions) => {
      const entries = await withLandlordStore(context, landlord, (store) =>
        listLog(store, selection),
      );
      context.terminal.line(
        entries.length === 0 ? "The access log holds no such entry." : describeEntries(entries),
      );
    });
}

/** Days without a time begin at midnight in UTC, as the log writes its times. */
export function parseInstant(text: string): Date {
  const instant = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new InvalidArgumentError("Write a day as 2026-11-01, or a time as 2026-11-01T08:30Z.");
}

export function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("A number from 1 to 100000.");
  return Number(text);
}

export function describeEntries(entries: readonly ListedEntry[]): string {
  return formatTable(entries, [
    { title: "entry", text: ({ sequence }) => String(sequence), isNumber: true },
    { title: "time (UTC)", text: ({ at }) => utcTime(at) },
    { title: "partner", text: ({ partner }) => partner ?? "not proved" },
    { title: "person", text: ({ subject }) => subject ?? "" },
    { title: "purpose", text: ({ purpose }) => purpose ?? "" },
    { title: "rows", text: ({ rows }) => String(rows), isNumber: true },
    { title: "sites", text: ({ sites }) => String(sites.length), isNumber: true },
    { title: "decision", text: ({ decision }) => decision },
    { title: "why refused", text: ({ reason }) => reason ?? "" },
  ]);
}
