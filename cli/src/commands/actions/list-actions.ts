import { actionHistory, listActions, type RecordedAction } from "@palier/landlord-store";
import { openStatuses } from "@palier/schema";
import { Command, Option } from "commander";
import { landlordOption, parseNumber } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

interface ListOptions {
  readonly landlord: string;
  readonly all?: boolean;
  readonly history?: number;
}

type ActionChange = Awaited<ReturnType<typeof actionHistory>>[number];

type Shown = Pick<
  RecordedAction,
  "sites" | "axis" | "title" | "status" | "dueDate" | "responsibleParty" | "partner"
>;

/** A cell of a table is one line; more sites than these are counted. */
const mostSites = 3;

/** `palier actions list`: the plan, or what became of one action. */
export function listActionsCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("list")
    .description("List the actions that are open, or what became of one.")
    .addOption(landlordOption())
    .option("--all", "also what is done or abandoned")
    .addOption(
      new Option("--history <number>", "what became of this action").argParser(parseNumber),
    )
    .action(async ({ landlord, all = false, history }: ListOptions) => {
      const text = await withLandlordStore(context, landlord, async (store) => {
        if (history !== undefined) return historyTable(await actionHistory(store, history));
        const actions = await listActions(store);
        return actionTable(actions.filter(({ status }) => all || openStatuses.includes(status)));
      });
      terminal.line(text);
    });
}

function actionTable(actions: readonly RecordedAction[]): string {
  if (actions.length === 0) return "The plan holds no such action.";
  return formatTable<RecordedAction>(actions, [
    { title: "number", text: ({ id }) => String(id), isNumber: true },
    { title: "changed", text: ({ changedOn }) => changedOn ?? "" },
    ...factColumns,
  ]);
}

function historyTable(changes: readonly ActionChange[]): string {
  if (changes.length === 0) return "Nothing is kept of such an action.";
  return formatTable<ActionChange>(changes, [
    { title: "time (UTC)", text: ({ changedAt }) => utcTime(changedAt) },
    { title: "act", text: ({ act }) => act.toLowerCase() },
    { title: "author", text: ({ author }) => author },
    { title: "account", text: ({ account }) => account },
    ...factColumns,
  ]);
}

const factColumns = [
  { title: "due", text: ({ dueDate }: Shown) => dueDate ?? "" },
  { title: "status", text: ({ status }: Shown) => status },
  { title: "axis", text: ({ axis }: Shown) => String(axis), isNumber: true },
  { title: "responsible", text: ({ responsibleParty }: Shown) => responsibleParty },
  { title: "partner", text: ({ partner }: Shown) => partner ?? "" },
  { title: "sites", text: ({ sites }: Shown) => sitesText(sites) },
  { title: "title", text: ({ title }: Shown) => title },
];

function sitesText(sites: readonly string[]): string {
  const more = sites.length > mostSites ? ` and ${sites.length - mostSites} more` : "";
  return `${sites.slice(0, mostSites).join(", ")}${more}`;
}
