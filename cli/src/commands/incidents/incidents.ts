import { correctIncident, type IncidentCorrection, incidentCalled } from "@palier/landlord-import";
import {
  type ActedIncident,
  type ActSettings,
  type CorrectionReason,
  correctionReasons,
  type IncidentChange,
  incidentHistory,
  isCorrectionReason,
  type LandlordStore,
  restoreIncident,
  withdrawIncident,
} from "@palier/landlord-store";
import { Command, InvalidArgumentError, Option } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface ActOptions {
  readonly landlord: string;
  readonly reason: CorrectionReason;
  readonly author: string;
}

interface CorrectOptions extends ActOptions, Omit<IncidentCorrection, "timeBand"> {
  readonly timeBand?: string | null;
}

const explanation = `
An incident is named by its reference, as your files have it, or by its public id; where the mapping
makes the reference of several columns, by their values in that order. Reasons:
${Object.entries(correctionReasons)
  .map(([code, words]) => `  ${code.padEnd(15)} ${words}`)
  .join("\n")}

In a month that is closed nothing is changed: reopen it first. What an incident was before, who
changed it, when and why is kept ("palier incidents history").

Examples:
  palier incidents correct 2026-0412 --landlord lisiere --category FLY_TIPPING --reason RECLASSIFIED
  palier incidents withdraw 2026-0413 --landlord lisiere --reason DUPLICATE`;

/** `palier incidents`: mends single incidents of a landlord's record. */
export function incidentsCommand(context: CommandContext): Command {
  return new Command("incidents")
    .description("Correct or withdraw single incidents (correct, withdraw, restore, history).")
    .addHelpText("after", explanation)
    .addCommand(correctCommand(context))
    .addCommand(withdrawCommand(context))
    .addCommand(restoreCommand(context))
    .addCommand(historyCommand(context));
}

function correctCommand(context: CommandContext): Command {
  const noneAsNull = (text: string) => (text === "none" ? null : text);
  return actCommand("correct")
    .description("Correct an incident; what is not named stays.")
    .option("--day <day>", "e.g. 2026-10-31 or 31/10/2026")
    .option("--category <word>", "a code of the nomenclature, or its name")
    .option("-s, --site <reference>", "your reference of the site")
    .option("--time-band <word>", "a part of the day, a time, or none", noneAsNull)
    .option("--place <word>", "a place, or none", noneAsNull)
    .option("--severity <number>", "1 to 4, or none", noneAsNull)
    .option("--complaint <reference>", "the complaint, or none", noneAsNull)
    .option("--target <word>", "whom or what it was aimed at, or none", noneAsNull)
    .option("--follow-up <word>", "what followed; none takes back what was said", noneAsNull)
    .action(async (called: string[], { landlord, ...options }: CorrectOptions) => {
      const { reason: _reason, author: _author, ...correction } = options;
      const text = await act(
        context,
        landlord,
        called,
        options,
        async (store, incident, settings) => {
          const { isChanged } = await correctIncident(store, incident, correction, settings);
          return `  The incident ${incident.name} is ${isChanged ? "corrected" : "as it was before"}.`;
        },
      );
      context.terminal.line(text);
    });
}

function withdrawCommand(context: CommandContext): Command {
  return actCommand("withdraw")
    .description(
      "Withdraw an incident: it is in no list, count or export, and no file brings it back.",
    )
    .action(async (called: string[], { landlord, ...options }: ActOptions) => {
      const text = await act(
        context,
        landlord,
        called,
        options,
        async (store, incident, settings) => {
          await withdrawIncident(store, incident, settings);
          return `  The incident ${incident.name} is withdrawn.`;
        },
      );
      context.terminal.line(text);
    });
}

function restoreCommand(context: CommandContext): Command {
  return actCommand("restore")
    .description("Put a withdrawn incident back as it was.")
    .action(async (called: string[], { landlord, ...options }: ActOptions) => {
      const text = await act(
        context,
        landlord,
        called,
        options,
        async (store, incident, settings) => {
          const { isThere } = await restoreIncident(store, incident, settings);
          return isThere
            ? `  The incident ${incident.name} is there again.`
            : `  The incident ${incident.name} is withdrawn no longer; its import was taken back, and a file may bring it again.`;
        },
      );
      context.terminal.line(text);
    });
}

function historyCommand(context: CommandContext): Command {
  return new Command("history")
    .description("List what became of an incident, without what is known of persons.")
    .argument("<incident...>", "its reference or public id")
    .addOption(landlordOption())
    .action(async (called: string[], { landlord }: Pick<ActOptions, "landlord">) => {
      const changes = await withLandlordStore(context, landlord, async (store) => {
        const { id } = await incidentCalled(store, called);
        return incidentHistory(store, id);
      });
      context.terminal.line(
        changes.length === 0
          ? "Nobody has corrected or withdrawn such an incident."
          : formatTable(changes, columns),
      );
    });
}

const columns = [
  { title: "time (UTC)", text: ({ madeAt }: IncidentChange) => timeOf(madeAt) },
  { title: "act", text: ({ act }: IncidentChange) => act.toLowerCase() },
  { title: "reason", text: ({ reason }: IncidentChange) => reason },
  { title: "author", text: ({ author }: IncidentChange) => author ?? "" },
  { title: "account", text: ({ account }: IncidentChange) => account ?? "" },
  { title: "import", text: ({ importId }: IncidentChange) => String(importId ?? "") },
  { title: "site", text: ({ site }: IncidentChange) => site ?? "" },
  { title: "day", text: ({ day }: IncidentChange) => day ?? "" },
  { title: "category", text: ({ category }: IncidentChange) => category ?? "" },
  {
    title: "further",
    text: ({ timeBand, place, severity }: IncidentChange) =>
      [timeBand, place, severity].filter((value) => value !== null).join(" "),
  },
];

function actCommand(name: string): Command {
  return new Command(name)
    .argument("<incident...>", "its reference or public id")
    .addOption(landlordOption())
    .addOption(
      new Option("--reason <code>", `why: ${Object.keys(correctionReasons).join(", ")}`)
        .makeOptionMandatory()
        .argParser((text: string) => {
          const reason = text.toUpperCase();
          if (isCorrectionReason(reason)) return reason;
          throw new InvalidArgumentError(
            `It is one of ${Object.keys(correctionReasons).join(", ")}.`,
          );
        }),
    )
    .addOption(authorOption());
}

function act(
  context: CommandContext,
  landlord: string,
  called: readonly string[],
  { reason, author }: Pick<ActOptions, "reason" | "author">,
  work: (store: LandlordStore, incident: ActedIncident, settings: ActSettings) => Promise<string>,
): Promise<string> {
  return withLandlordStore(context, landlord, async (store) => {
    const incident = await incidentCalled(store, called);
    const onWait: ActSettings["onWait"] = (holder) => context.terminal.line(waitingFor(holder));
    return work(store, incident, { reason, author, onWait });
  });
}

function timeOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace("T", " ");
}
