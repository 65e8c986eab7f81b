import {
  type ActionFacts,
  type ActionSettings,
  changeAction,
  recordActions,
} from "@palier/landlord-store";
import { type ActionStatus, isActionStatus, isAxis, isDay, lastAxis } from "@palier/schema";
import { Command, InvalidArgumentError, Option } from "commander";
import { authorOption, landlordOption, parseNumber } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionOf } from "../../landlord/local-parties.js";
import { waitingFor } from "../waiting.js";

interface FactOptions {
  readonly landlord: string;
  readonly author: string;
  readonly site?: string[];
  readonly axis?: number;
  readonly title?: string;
  readonly status?: ActionStatus;
  readonly due?: string | null;
  readonly responsible?: string;
  readonly partner?: string | null;
}

const examples = `
Partners read the plan: write functions and organisations, never a person's name. Every change is
kept with who made it and when ("palier actions list --history 12").

Examples:
  palier actions add --landlord lisiere --site RES-001 --site RES-002 --axis 4 \\
    --title "Reprise des halls" --responsible "Bailleur" --due 2027-03-31
  palier actions change 12 --landlord lisiere --due 2027-06-30
  palier actions close 12 --landlord lisiere`;

/** `palier actions add`: puts an action into the plan. */
export function addActionCommand(context: CommandContext): Command {
  const command = new Command("add").description("Put an action into the plan.");
  return withFacts(command, true)
    .addHelpText("after", examples)
    .action(async ({ site = [], axis = 0, title = "", responsible = "", ...rest }: FactOptions) => {
      const { status = "PLANNED", due = null, partner = null, landlord } = rest;
      const facts = { sites: site, axis, title, status, dueDate: due, partner };
      const action: ActionFacts = { ...facts, responsibleParty: responsible };
      const { ids, added, changed } = await withLandlordStore(context, landlord, (store) =>
        recordActions(store, [action], actionSettings(context, rest)),
      );
      const verb = added > 0 ? "is in the plan" : changed > 0 ? "is changed" : "is there as it is";
      context.terminal.line(`  Action ${ids[0]} ${verb}.`);
    });
}

/** `palier actions change`: what is not named stays. */
export function changeActionCommand(context: CommandContext): Command {
  const command = new Command("change")
    .description("Change an action; what is not named stays.")
    .argument("<number>", "the action's number", parseNumber);
  return withFacts(command, false)
    .addHelpText("after", examples)
    .action((id: number, { site, axis, title, status, due, responsible, ...rest }: FactOptions) =>
      change(context, id, rest, {
        ...(site && { sites: site }),
        ...(axis !== undefined && { axis }),
        ...(title !== undefined && { title }),
        ...(status && { status }),
        ...(due !== undefined && { dueDate: due }),
        ...(responsible !== undefined && { responsibleParty: responsible }),
        ...(rest.partner !== undefined && { partner: rest.partner }),
      }),
    );
}

/** `palier actions close`: it is done, or given up. */
export function closeActionCommand(context: CommandContext): Command {
  return new Command("close")
    .description("Close an action: it is done, or with --abandoned given up.")
    .argument("<number>", "the action's number", parseNumber)
    .addOption(landlordOption())
    .option("--abandoned", "it is given up")
    .addOption(authorOption())
    .action((id: number, options: FactOptions & { readonly abandoned?: true }) =>
      change(context, id, options, { status: options.abandoned ? "ABANDONED" : "DONE" }),
    );
}

/** What an act on the plan is done with; partners are looked up where a convention is at hand. */
export function actionSettings(
  { config }: CommandContext,
  { landlord, author }: Pick<FactOptions, "landlord" | "author">,
  show: (detail: string) => void = () => {},
): ActionSettings {
  const convention = conventionOf(config, landlord);
  return {
    author,
    partners: convention?.partners.map(({ code }) => code) ?? null,
    onWait: (holder) => show(waitingFor(holder)),
  };
}

async function change(
  context: CommandContext,
  id: number,
  options: FactOptions,
  facts: Partial<ActionFacts>,
): Promise<void> {
  const { isChanged } = await withLandlordStore(context, options.landlord, (store) =>
    changeAction(store, id, facts, actionSettings(context, options)),
  );
  context.terminal.line(`  Action ${id} is ${isChanged ? "changed" : "as it was before"}.`);
}

function withFacts(command: Command, isRequired: boolean): Command {
  const options = [
    new Option("-s, --site <reference>", "where it is done; may be repeated").argParser(
      (text: string, previous: string[] = []) => [...previous, text],
    ),
    new Option("--axis <number>", `axis of the plan, 1 to ${lastAxis}`).argParser(parseAxis),
    new Option("--title <text>", "what is done"),
    new Option("--responsible <party>", "who answers for it: a function or an organisation"),
  ];
  command.addOption(landlordOption());
  for (const option of options) command.addOption(option.makeOptionMandatory(isRequired));
  return command
    .addOption(
      new Option(
        "--status <status>",
        "PLANNED (the default of a new one), IN_PROGRESS, DONE or ABANDONED",
      ).argParser(parseStatus),
    )
    .addOption(new Option("--due <day>", "e.g. 2027-03-31, or none").argParser(parseDue))
    .addOption(
      new Option("--partner <code>", "the partner whom it concerns, or none").argParser(
        (text: string) => (text === "none" ? null : text),
      ),
    )
    .addOption(authorOption());
}

function parseAxis(text: string): number {
  const axis = Number(text);
  if (!isAxis(axis)) throw new InvalidArgumentError(`The plan has the axes 1 to ${lastAxis}.`);
  return axis;
}

function parseStatus(text: string): ActionStatus {
  const status = text.toUpperCase();
  if (!isActionStatus(status)) {
    throw new InvalidArgumentError("It is PLANNED, IN_PROGRESS, DONE or ABANDONED.");
  }
  return status;
}

function parseDue(text: string): string | null {
  if (text === "none") return null;
  if (!isDay(text)) throw new InvalidArgumentError("Write a day as 2027-03-31, or none.");
  return text;
}
