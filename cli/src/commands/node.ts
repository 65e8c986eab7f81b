import { type PreparedRoles, prepareRoles, releaseClosed } from "@palier/landlord-store";
import { Command } from "commander";
import { landlordOption } from "../arguments/values.js";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { checkNodeCommand } from "./check-node.js";
import { describeRelease } from "./figures/describe-release.js";

interface PrepareOptions {
  readonly landlord: string;
  readonly newPassword?: true;
}

const explanation = `
Your service answers partners through a database login of their own. It reads what partners may be
shown and adds to the access log; it cannot read free text or names of reporters and staff, and it
changes nothing. This command makes that login in the database of DATABASE_URL and prints the line
that the service's settings need. The service does not start without it.

Run it again after an update of Palier, or whenever the service says that the login lacks a right:
it keeps the password, so a service that runs is not disturbed. The password is kept nowhere but in
the line that is printed when it is made. Lost, or seen by somebody else? --new-password makes
another one; then put the new line into the settings and start the service again.

Months that were closed under no convention, or with a version of Palier that did not, are released for
those who may not read small numbers (palier figures --help).

The platform of palier start does all this by itself.

Example:
  DATABASE_URL=postgres://lisiere:…@db.example:5432/lisiere palier node prepare --landlord lisiere`;

/** `palier node`: what a landlord's own service needs. */
export function nodeCommand(context: CommandContext): Command {
  return new Command("node")
    .description("Set up a landlord's own service and check it (palier node prepare, check).")
    .addCommand(prepareCommand(context))
    .addCommand(checkNodeCommand(context));
}

function prepareCommand(context: CommandContext): Command {
  return new Command("prepare")
    .description("Make the database login that partners are served by, and print its setting.")
    .addOption(landlordOption())
    .option("--new-password", "give the login another password; the old one stops working")
    .addHelpText("after", explanation)
    .action(async ({ landlord, newPassword }: PrepareOptions) => {
      if (context.config.databaseUrl === undefined) {
        throw new CommandError(
          'Set DATABASE_URL to the address of the landlord\'s database, e.g. postgres://user:password@host:5432/database.\nThe databases of "palier start" are prepared at each start.',
        );
      }
      await withLandlordStore(context, landlord, async (store) => {
        const prepared = await prepareRoles(store, { keepsPassword: newPassword !== true });
        // The password is kept nowhere else: it is told whatever comes of the release.
        context.terminal.line(describePreparedRoles(prepared));
        const released = await releaseClosed(store);
        if (released !== null) context.terminal.line(describeRelease(released));
      });
    });
}

/** The login for partners, and the line that the service needs. */
export function describePreparedRoles({ federatedUrl, isPasswordNew }: PreparedRoles): string {
  const { username } = new URL(federatedUrl);
  const ready = `The login "${decodeURIComponent(username)}" can read what partners may be shown, and nothing of persons.`;
  if (isPasswordNew) {
    return `${ready}\nPut this line into the settings of the service. It holds a password and is shown this once:\n\n${setting(federatedUrl)}`;
  }
  const withoutPassword = federatedUrl.replace("@", ":(its password)@");
  return `${ready}\nIts password is the one it had: the line in the settings of the service stays as it is, of this form:\n\n${setting(withoutPassword)}\n\nFor another password: --new-password`;
}

function setting(url: string): string {
  return `PALIER_FEDERATED_DATABASE_URL=${url}`;
}
