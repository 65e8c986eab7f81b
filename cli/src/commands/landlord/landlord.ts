import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { initLandlordCommand } from "./init-landlord.js";
import { joinConventionCommand } from "./join-convention.js";
import { leaveConventionCommand } from "./leave-convention.js";

/** `palier landlord`: a landlord comes to a convention, and leaves it. */
export function landlordCommand(context: CommandContext): Command {
  return new Command("landlord")
    .description(
      "Join a convention as a landlord, and leave it (palier landlord init, join, leave).",
    )
    .addCommand(initLandlordCommand(context))
    .addCommand(joinConventionCommand(context))
    .addCommand(leaveConventionCommand(context));
}
