import { Command } from "commander";
import { auditCommand } from "./commands/access-log/audit.js";
import { actionsCommand } from "./commands/actions/actions.js";
import { backupCommand } from "./commands/backup/backup.js";
import { restoreCommand } from "./commands/backup/restore.js";
import { closeMonthCommand } from "./commands/close-month.js";
import { composeCommand } from "./commands/compose.js";
import { conventionCommand } from "./commands/convention/convention.js";
import { decideCommand } from "./commands/decide.js";
import { decisionsCommand } from "./commands/decisions.js";
import { demoCommand } from "./commands/demo-street.js";
import { doublesCommand } from "./commands/doubles.js";
import { figuresCommand } from "./commands/figures/figures.js";
import { documentsCommand } from "./commands/gateway/documents.js";
import { keysCommand } from "./commands/gateway/keys.js";
import { peopleCommand } from "./commands/gateway/people.js";
import { importCommand } from "./commands/import/import-incidents.js";
import { mappingCommand } from "./commands/import/mapping.js";
import { incidentsCommand } from "./commands/incidents/incidents.js";
import { landlordCommand } from "./commands/landlord/landlord.js";
import { nodeCommand } from "./commands/node.js";
import { partnerCommand } from "./commands/partner.js";
import { reopenMonthCommand } from "./commands/reopen-month.js";
import { resetCommand } from "./commands/reset.js";
import { restatementsCommand } from "./commands/restatements.js";
import { eraseCommand } from "./commands/retention/erase.js";
import { exportCommand } from "./commands/retention/export-record.js";
import { purgeCommand } from "./commands/retention/purge.js";
import { settingsCommand } from "./commands/settings.js";
import { sitesCommand } from "./commands/sites/sites.js";
import { startCommand } from "./commands/start.js";
import { systemsCommand } from "./commands/systems/systems.js";
import { purposeCommand, tokenCommand } from "./commands/token.js";
import type { CommandContext } from "./context/command-context.js";

const examples = `
Examples:
  palier start                                      the demonstration, on http://127.0.0.1:4000
  palier sites import sites.csv --landlord lisiere
  palier import 2026.csv --landlord lisiere --mapping mapping.yaml
  palier close-month 2026-10 --landlord lisiere     its reporting is complete: classify the sites
  palier partner pause police-melun --landlord lisiere
  palier audit list --landlord lisiere              who asked what of its sites

"palier help <command>" explains a command. Everything is kept in the folder .palier of the
checkout; set PALIER_HOME to keep it elsewhere, DATABASE_URL to use a PostgreSQL of your own.`;

/** In the order of the help: a newcomer's first. */
const commands = [
  startCommand,
  sitesCommand,
  importCommand,
  systemsCommand,
  mappingCommand,
  doublesCommand,
  incidentsCommand,
  closeMonthCommand,
  reopenMonthCommand,
  restatementsCommand,
  figuresCommand,
  decideCommand,
  decisionsCommand,
  actionsCommand,
  landlordCommand,
  conventionCommand,
  partnerCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  purgeCommand,
  eraseCommand,
  exportCommand,
  documentsCommand,
  nodeCommand,
  keysCommand,
  peopleCommand,
  tokenCommand,
  purposeCommand,
  demoCommand,
  composeCommand,
  settingsCommand,
  resetCommand,
];

/** The whole command line; errors of use end in a CommanderError instead of the process. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("palier")
    .description(
      "Palier shares the security level of social housing sites, with its reasons, while each landlord's incidents stay with the landlord.",
    )
    .addHelpText("after", examples)
    .helpCommand("help [command]", "explain a command")
    .showHelpAfterError("(add --help to see how the command is used)");
  for (const command of commands) {
    program.addCommand(command(context));
  }
  return withoutExit(program, context);
}

function withoutExit(command: Command, context: CommandContext): Command {
  command.exitOverride().configureOutput({
    writeOut: (text) => context.terminal.line(text.trimEnd()),
    writeErr: (text) => context.terminal.complain(text.trimEnd()),
  });
  for (const child of command.commands) withoutExit(child, context);
  return command;
}
