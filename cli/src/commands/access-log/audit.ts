import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { exportLogCommand } from "./export-log.js";
import { gatewayLogCommand } from "./gateway-log.js";
import { headsCommand, newLogKeyCommand } from "./heads.js";
import { listLogCommand } from "./list-log.js";
import { purgeLogCommand } from "./purge-log.js";
import { verifyLogCommand } from "./verify-log.js";

/** `palier audit`: who read what of a landlord's, and what the gateway refused. */
export function auditCommand(context: CommandContext): Command {
  return new Command("audit")
    .description("Read who asked what, and prove the logs whole (palier audit list, verify …).")
    .addCommand(listLogCommand(context))
    .addCommand(verifyLogCommand(context))
    .addCommand(exportLogCommand(context))
    .addCommand(purgeLogCommand(context))
    .addCommand(headsCommand(context))
    .addCommand(newLogKeyCommand(context))
    .addCommand(gatewayLogCommand(context));
}
