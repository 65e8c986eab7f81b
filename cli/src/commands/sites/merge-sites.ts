import { mergeSites } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { parseMonth } from "../../arguments/months.js";
import { landlordOption } from "../../arguments/values.js";
import { figure } from "../../console/figures.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

interface MergeOptions {
  readonly landlord: string;
  readonly into: string;
  readonly from?: MonthNumber;
  readonly dwellings?: number;
}

const examples = `
From that month on the site that goes on has the dwellings of all, its twelve months count the
incidents of all, and its held level is the highest. The others end the month before; months before
stay as they are.

Example:
  palier sites merge RES-003 RES-004 --into RES-002 --from 2027-01 --landlord lisiere`;

/** `palier sites merge`: several sites become one. */
export function mergeSitesCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("merge")
    .description("Make several sites one from a month on.")
    .argument("<reference...>", "the sites that end")
    .requiredOption("--into <reference>", "the site that goes on")
    .option("--from <month>", "the month; by default the first open one", parseMonth)
    .option("--dwellings <number>", "of that site; by default all together", parseDwellings)
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async (references: string[], { landlord, ...merger }: MergeOptions) => {
      const { from, dwellings } = await withLandlordStore(
        { terminal, ...context },
        landlord,
        (store) =>
          terminal.step("Merging the sites", (show) =>
            mergeSites(store, { references, ...merger }, (holder) => show(waitingFor(holder))),
          ),
      );
      terminal.line(
        `  From ${monthText(from)} on ${merger.into} has ${figure(dwellings)} dwellings; ${references.join(", ")} ended the month before.`,
      );
    });
}

function parseDwellings(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A number from 1 to 999999.");
}
