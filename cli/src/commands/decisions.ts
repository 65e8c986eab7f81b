import { listDecisions, withdrawDecision } from "@palier/landlord-store";
import { monthOfDate, monthText } from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { authorOption, landlordOption, parseNumber } from "../arguments/values.js";
import { formatTable } from "../console/table.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeClassification } from "./describe-classification.js";
import { waitingFor } from "./waiting.js";
import { withAgreement } from "./with-agreement.js";

/** `palier decisions`: what `palier decide` recorded. */
export function decisionsCommand(context: CommandContext): Command {
  return new Command("decisions")
    .description("List and withdraw decisions on levels (palier decide takes one).")
    .addCommand(listCommand(context))
    .addCommand(withdrawCommand(context));
}

function listCommand(context: CommandContext): Command {
  return new Command("list")
    .description("List the decisions that hold this month or later.")
    .addOption(landlordOption())
    .option("--all", "also those that have ended or were withdrawn; the last thousand")
    .action(async ({ landlord, all = false }: { landlord: string; all?: boolean }) => {
      const from = all ? null : monthOfDate(new Date());
      const decisions = await withLandlordStore(context, landlord, (store) =>
        listDecisions(store, from),
      );
      context.terminal.line(
        decisions.length === 0
          ? "There is no such decision."
          : formatTable(decisions, [
              { title: "number", text: ({ id }) => String(id), isNumber: true },
              { title: "site", text: ({ site }) => site },
              { title: "level", text: ({ level }) => String(level), isNumber: true },
              { title: "from", text: ({ fromMonth }) => monthText(fromMonth) },
              { title: "until", text: ({ untilMonth }) => monthText(untilMonth) },
              { title: "author", text: ({ author }) => author },
              { title: "withdrawn", text: ({ withdrawnAt }) => dayOf(withdrawnAt) },
              { title: "reason", text: ({ reason }) => reason },
            ]),
      );
    });
}

interface WithdrawOptions {
  readonly landlord: string;
  readonly reason: string;
  readonly author: string;
  readonly yes?: true;
}

function withdrawCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("withdraw")
    .description("Take a decision back; every month that it covered is stated without it.")
    .argument("<number>", "the decision's number, of palier decisions list", parseNumber)
    .addOption(landlordOption())
    .requiredOption("--reason <text>", "why", (text: string) => {
      if (text.trim() === "") throw new InvalidArgumentError("Say why.");
      return text;
    })
    .addOption(authorOption())
    .option("--yes", "do not ask where it changes levels that were published")
    .action(async (id: number, { landlord, reason, author, yes }: WithdrawOptions) => {
      const title = "Withdrawing the decision";
      const { classification } = await withLandlordStore(context, landlord, (store) =>
        withAgreement(terminal, { title, yes }, (options, show) =>
          withdrawDecision(
            store,
            { id, reason, author },
            undefined,
            (holder) => show(waitingFor(holder)),
            options,
          ),
        ),
      );
      terminal.line(describeClassification(classification, "No month that it covered has levels."));
    });
}

function dayOf(date: Date | null): string {
  return date?.toISOString().slice(0, 10) ?? "";
}
