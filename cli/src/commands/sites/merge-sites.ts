import {
  mergeSites,
  type SiteActSettings,
  type UndoneMerger,
  undoMerger,
} from "@palier/landlord-store";
import { figure, type MonthNumber, monthText } from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { parseMonth } from "../../arguments/months.js";
import type { ShowProgress } from "../../console/terminal.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { addSiteActOptions, type SiteActOptions, sayWhich } from "./site-act-options.js";

interface MergeOptions extends SiteActOptions {
  readonly undo?: true;
  readonly into: string;
  readonly from?: MonthNumber;
  readonly dwellings?: number;
}

const examples = `
From that month on the site that goes on has the dwellings of all, its twelve months count the
incidents of all, and its held level is the highest. The others end the month before; months before
stay as they are. --undo takes the last merger into a site back, while its months are open: incidents
that were recorded at it meanwhile stay with it.

Examples:
  palier sites merge RES-003 RES-004 --into RES-002 --from 2027-01 --landlord lisiere
  palier sites merge --undo --into RES-002 --landlord lisiere`;

/** `palier sites merge`: several sites become one. */
export function mergeSitesCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("merge")
    .description("Make several sites one from a month on.")
    .argument("[reference...]", "the sites that end")
    .requiredOption("--into <reference>", "the site that goes on")
    .option("--from <month>", "the month; by default the first open one", parseMonth)
    .option("--dwellings <number>", "of that site; by default all together", parseDwellings)
    .option("--undo", "take the last merger into the site back");
  return addSiteActOptions(command)
    .addHelpText("after", examples)
    .action(async (references: string[], options: MergeOptions) => {
      const { landlord, undo, reason, author, ...merger } = options;
      const act = (show: ShowProgress): SiteActSettings => {
        return { reason, author, onWait: (holder) => show(waitingFor(holder)) };
      };
      if (undo) {
        if (references.length > 0) throw new CommandError("--undo takes --into alone.");
        const undone = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
          terminal.step("Taking the merger back", (show) =>
            undoMerger(store, merger.into, act(show)),
          ),
        );
        for (const line of sayWhich(merger.into, undone.reference)) terminal.line(line);
        return terminal.line(describeUndone(undone));
      }
      const { from, dwellings, reference, parts } = await withLandlordStore(
        { terminal, ...context },
        landlord,
        (store) =>
          terminal.step("Merging the sites", (show) =>
            mergeSites(store, { references, ...merger }, act(show)),
          ),
      );
      for (const line of sayWhich(merger.into, reference)) terminal.line(line);
      terminal.line(
        `  From ${monthText(from)} on ${reference} has ${figure(dwellings)} dwellings; ${parts.join(", ")} ended the month before.`,
      );
    });
}

function describeUndone({ reference, from, parts, dwellings }: UndoneMerger): string {
  const size =
    dwellings === null
      ? `; tell how many dwellings ${reference} has ("palier sites import")`
      : ` and ${reference} has ${figure(dwellings)} dwellings`;
  return `  The merger of ${monthText(from)} is taken back: ${parts.join(", ")} go on${size}.`;
}

function parseDwellings(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A number from 1 to 999999.");
}
