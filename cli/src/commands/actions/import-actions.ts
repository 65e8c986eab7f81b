import { actionColumnNames, importActions } from "@palier/landlord-import";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { actionSettings } from "./change-actions.js";

const examples = `
Columns: ${actionColumnNames(true).join(", ")}; if you have them
${actionColumnNames(false).join(", ")}. French names of columns and statuses do as well; several
sites stand with | between them. An action with the same title, axis and sites as one of the plan is
that one: what differs is changed. One that the file does not name stays.

Example:
  palier actions import plan.csv --landlord lisiere`;

/** `palier actions import`: a whole plan from a file. */
export function importActionsCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("import")
    .description("Add or change the actions of a file (CSV, workbook, JSON).")
    .argument("<file>", "one line an action")
    .addOption(landlordOption())
    .addOption(authorOption())
    .addHelpText("after", examples)
    .action(
      async (file: string, options: { readonly landlord: string; readonly author: string }) => {
        const summary = await withLandlordStore(context, options.landlord, (store) =>
          terminal.step("Importing the actions", (show) =>
            importActions(store, file, actionSettings(context, options, show)),
          ),
        );
        const { added, changed, unchanged } = summary;
        terminal.line(
          `  ${counted(added, "action")} added, ${changed} changed, ${unchanged} as before`,
        );
      },
    );
}
