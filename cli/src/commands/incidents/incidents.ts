import {
  type CalledIncident,
  correctIncident,
  type IncidentCorrection,
  incidentsCalled,
  incidentsMeant,
} from "@palier/landlord-import";
import {
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
import { authorOption, landlordOption, parseNumber } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface WhichOptions {
  readonly which?: number;
  readonly all?: true;
}

interface ActOptions extends WhichOptions {
  readonly landlord: string;
  readonly reason: CorrectionReason;
  readonly author: string;
}

interface CorrectOptions extends ActOptions, Omit<IncidentCorrection, "timeBand"> {
  readonly timeBand?: string | null;
}

const explanation = `
An incident is named by its reference, as your files have it, or by its public id; where the mapping
makes the reference of several columns, by their values in that order. Where a row counts several
incidents, --which names one of them by its number, and --all reaches all of them at once. Reasons:
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
      const { reason: _reason, author: _author, which: _which, all: _all, ...correction } = options;
      await act(context, landlord, called, options, isThere, async (store, incidents, settings) => {
        const { isChanged } = await correctIncident(store, incidents, correction, settings);
        return isChanged ? "corrected" : "as it was before";
      });
    });
}

function withdrawCommand(context: CommandContext): Command {
  return actCommand("withdraw")
    .description(
      "Withdraw an incident: it is in no list, count or export, and no file brings it back.",
    )
    .action(async (called: string[], { landlord, ...options }: ActOptions) => {
      await act(context, landlord, called, options, isThere, async (store, incidents, settings) => {
        await withdrawIncident(store, incidents, settings);
        return "withdrawn";
      });
    });
}

function restoreCommand(context: CommandContext): Command {
  return actCommand("restore")
    .description("Put a withdrawn incident back as it was.")
    .action(async (called: string[], { landlord, ...options }: ActOptions) => {
      const isAway = ({ isWithdrawn }: CalledIncident) => isWithdrawn;
      await act(context, landlord, called, options, isAway, async (store, incidents, settings) => {
        const { isThere: isBack } = await restoreIncident(store, incidents, settings);
        return isBack
          ? "there again"
          : "withdrawn no longer; its import was taken back, and a file may bring it again";
      });
    });
}

const isThere = ({ isWithdrawn }: CalledIncident) => !isWithdrawn;

function historyCommand(context: CommandContext): Command {
  return new Command("history")
    .description("List what became of an incident, without what is known of persons.")
    .argument("<incident...>", "its reference or public id")
    .addOption(landlordOption())
    .addOption(whichOption())
    .action(async (called: string[], { landlord, which }: Omit<ActOptions, "reason">) => {
      const told = await withLandlordStore(context, landlord, async (store) => {
        const incidents = incidentsMeant(await incidentsCalled(store, called), which ?? "all");
        const histories: string[] = [];
        for (const { id, name } of incidents) {
          const changes = await incidentHistory(store, id);
          const title = incidents.length > 1 ? `${name}\n` : "";
          const none = "Nobody has corrected or withdrawn such an incident.";
          histories.push(title + (changes.length === 0 ? none : formatTable(changes, columns)));
        }
        return histories;
      });
      context.terminal.line(told.join("\n\n"));
    });
}

const columns = [
  { title: "time (UTC)", text: ({ madeAt }: IncidentChange) => utcTime(madeAt) },
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
    .addOption(whichOption())
    .addOption(
      new Option("--all", "all incidents that a row of this reference counts").conflicts("which"),
    )
    .addOption(authorOption());
}

function whichOption(): Option {
  return new Option("--which <number>", "of several that a row counts, the one").argParser(
    parseNumber,
  );
}

async function act(
  context: CommandContext,
  landlord: string,
  called: readonly string[],
  { reason, author, which, all }: Omit<ActOptions, "landlord">,
  isMeant: (incident: CalledIncident) => boolean,
  work: (
    store: LandlordStore,
    incidents: readonly CalledIncident[],
    settings: ActSettings,
  ) => Promise<string>,
): Promise<void> {
  const { names, outcome } = await withLandlordStore(context, landlord, async (store) => {
    const found = await incidentsCalled(store, called);
    const incidents = incidentsMeant(found, which ?? (all ? "all" : null), isMeant);
    const onWait: ActSettings["onWait"] = (holder) => context.terminal.line(waitingFor(holder));
    const done = await work(store, incidents, { reason, author, onWait });
    return { names: incidents.map(({ name }) => name), outcome: done };
  });
  for (const name of names) context.terminal.line(`  The incident ${name} is ${outcome}.`);
}
