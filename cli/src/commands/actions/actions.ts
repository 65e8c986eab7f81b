import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { addActionCommand, changeActionCommand, closeActionCommand } from "./change-actions.js";
import { importActionsCommand } from "./import-actions.js";
import { listActionsCommand } from "./list-actions.js";

/** `palier actions`: a landlord's part of the action plan. */
export function actionsCommand(context: CommandContext): Command {
  return new Command("actions")
    .description("Keep a landlord's part of the action plan (add, change, close, list, import).")
    .addCommand(addActionCommand(context))
    .addCommand(changeActionCommand(context))
    .addCommand(closeActionCommand(context))
    .addCommand(listActionsCommand(context))
    .addCommand(importActionsCommand(context));
}
