import {
  type ListedRestatement,
  listRestatedLevels,
  listRestatements,
  mostRestatements,
  type RestatementReason,
  reopeningReasons,
} from "@palier/landlord-store";
import { figure, monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption, parseNumber } from "../arguments/values.js";
import { formatTable } from "../console/table.js";
import { utcTime } from "../console/utc-time.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { levelChangeColumns } from "./with-agreement.js";

const explanation = `
Partners who are shown levels see the former ones with the day and the reason, and nobody's name.

Examples:
  palier restatements list --landlord lisiere
  palier restatements list 3 --landlord lisiere      each level that the third one changed`;

interface ListOptions {
  readonly landlord: string;
  readonly all?: true;
}

/** `palier restatements`: what was published, and is stated otherwise since. */
export function restatementsCommand(context: CommandContext): Command {
  return new Command("restatements")
    .description("List what was published and changed since (palier restatements list).")
    .addCommand(listCommand(context));
}

function listCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("list")
    .description("List the acts that changed published levels or totals, the latest first.")
    .argument("[number]", "of one of them: each level that it changed", parseNumber)
    .addOption(landlordOption())
    .option("--all", `all of them, where they are more than ${figure(mostRestatements)}`)
    .addHelpText("after", explanation)
    .action(async (number: number | undefined, { landlord, all }: ListOptions) => {
      const text = await withLandlordStore({ terminal, ...context }, landlord, async (store) => {
        const most = all ? Number.MAX_SAFE_INTEGER : mostRestatements;
        if (number === undefined) {
          const restatements = await listRestatements(store, most + 1);
          return whole(restatements, most, described);
        }
        const changes = await listRestatedLevels(store, number, most + 1);
        return changes.length === 0
          ? `Restatement ${number} changed no level.`
          : whole(changes, most, (shown) => formatTable(shown, levelChangeColumns));
      });
      terminal.line(text);
    });
}

/** As many as are shown at once, with a word on what is left out. */
function whole<Row>(
  rows: readonly Row[],
  most: number,
  written: (shown: readonly Row[]) => string,
): string {
  if (rows.length <= most) return written(rows);
  return `${written(rows.slice(0, most))}\nThere are more: these are the latest ${figure(most)}; --all lists all.`;
}

function described(restatements: readonly ListedRestatement[]): string {
  if (restatements.length === 0) return "Nothing that was published has changed.";
  const number = (title: string, read: (of: ListedRestatement) => number) => ({
    title,
    text: (of: ListedRestatement) => figure(read(of)),
    isNumber: true,
  });
  return formatTable(restatements, [
    { title: "number", text: ({ id }) => String(id), isNumber: true },
    { title: "time (UTC)", text: ({ madeAt }) => utcTime(madeAt) },
    { title: "months", text: ({ firstMonth, lastMonth }) => span(firstMonth, lastMonth) },
    number("levels changed", ({ changed }) => changed),
    number("rises", ({ rises }) => rises),
    number("falls", ({ falls }) => falls),
    { title: "author", text: ({ author, account }) => author ?? `account ${account}` },
    {
      title: "reason",
      text: ({ reason, open }) =>
        open.length === 0
          ? reasons[reason]
          : `${reasons[reason]}; open: ${open.map(monthText).join(", ")}`,
    },
  ]);
}

function span(first: number, last: number): string {
  return first === last ? monthText(first) : `${monthText(first)} to ${monthText(last)}`;
}

const reasons: Readonly<Record<RestatementReason, string>> = {
  ...reopeningReasons,
  REOPENED: "reopened, no reason said",
  EARLIER_MONTH: "an earlier month was closed",
  DECISION: "a decision that reaches back",
  DECISION_WITHDRAWN: "a decision was withdrawn",
  SITE_BEGUN: "a site began earlier",
};
