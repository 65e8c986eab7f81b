import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { loadSubmissionsCommand } from "./load-submissions.js";
import { prepareSubmissionsCommand } from "./prepare-submissions.js";
import { addSystemCommand, listSystemsCommand, revokeSystemCommand } from "./system-keys.js";

/** `palier systems`: ticketing systems that submit incidents as they happen. */
export function systemsCommand(context: CommandContext): Command {
  const command = new Command("systems").description(
    "Ticketing systems that submit incidents to POST /incidents: their keys, and the loading.",
  );
  const parts = [
    addSystemCommand,
    listSystemsCommand,
    revokeSystemCommand,
    prepareSubmissionsCommand,
    loadSubmissionsCommand,
  ];
  for (const part of parts) command.addCommand(part(context));
  return command;
}
