import { prepareSubmissionLogin } from "@palier/landlord-store";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

const explanation = `
The listener is a process of its own, with a database login that can submit and read nothing back but
what became of its own submissions. This command makes that login, or gives it another password, and
prints the setting. Then start the listener, and beside it what loads the submissions:

  PALIER_LANDLORD=lisiere PALIER_SUBMIT_DATABASE_URL=… node subgraphs/landlord/node/dist/intake/main.js
  DATABASE_URL=… palier systems load --landlord lisiere`;

/** `palier systems prepare`: the database login of the listener. */
export function prepareSubmissionsCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("prepare")
    .description("Make the database login by which the listener submits, and print its setting.")
    .addOption(landlordOption())
    .addHelpText("after", explanation)
    .action(async ({ landlord }: { readonly landlord: string }) => {
      const url = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        prepareSubmissionLogin(store),
      );
      terminal.line(
        `The login can submit incidents, and nothing else. Its password is kept nowhere but here:\n\nPALIER_SUBMIT_DATABASE_URL=${url}`,
      );
    });
}
