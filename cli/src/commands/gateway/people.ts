import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";

const explanation = `
Whoever has left is refused from then on, whatever token they still hold: by the gateway within two
seconds, by each landlord's node and by the broker within five. A person is named by the account that
the issuer gives them, as in access logs (sub). Close the account at the issuer too.

Examples:
  palier people shut-out 248289761001                              the platform of palier start
  palier people shut-out 248289761001 --folder /etc/palier/keys    a gateway of your own (its PALIER_KEYS)
  palier people list
  palier people let-in 248289761001`;

const theirAccount = "the issuer's name for the person, as access logs have it";

interface Place {
  readonly folder?: string;
}

/** `palier people`: whom the convention's host has shut out. */
export function peopleCommand(context: CommandContext): Command {
  return new Command("people")
    .description("End a person's access at once, or give it back (palier people shut-out).")
    .addCommand(shutOutCommand(context))
    .addCommand(letInCommand(context))
    .addCommand(listCommand(context));
}

function shutOutCommand(context: CommandContext): Command {
  return at("shut-out", "Refuse a person from now on, whatever token they hold.")
    .argument("<account>", theirAccount)
    .action(async (account: string, { folder }: Place) => {
      const { shutOut, path } = await listIn(context, folder);
      const isNew = await shutOut(path, account, new Date());
      context.terminal.line(
        isNew
          ? `${account} is shut out: at the gateway within two seconds, at landlords' nodes within five.`
          : `${account} was shut out already.`,
      );
    });
}

function letInCommand(context: CommandContext): Command {
  return at("let-in", "Take a person off the list again.")
    .argument("<account>", theirAccount)
    .action(async (account: string, { folder }: Place) => {
      const { letIn, path } = await listIn(context, folder);
      if (!(await letIn(path, account, new Date()))) {
        throw new CommandError(`${account} is not shut out; "palier people list" says who is.`);
      }
      context.terminal.line(`${account} is let in again, as far as the issuer vouches for them.`);
    });
}

function listCommand(context: CommandContext): Command {
  return at("list", "Who is shut out, and since when.").action(async ({ folder }: Place) => {
    const { readShutOut, path } = await listIn(context, folder);
    const { people } = await readShutOut(path);
    if (people.length === 0) {
      context.terminal.line("Nobody is shut out.");
      return;
    }
    context.terminal.line(
      formatTable(people, [
        { title: "since", text: ({ since }) => since },
        { title: "account", text: ({ subject }) => subject },
      ]),
    );
  });
}

function at(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--folder <folder>", "the gateway's folder of keys; by default the local platform's")
    .addHelpText("after", explanation);
}

async function listIn({ config }: CommandContext, folder: string | undefined) {
  const place = folder === undefined ? dataFolderOf(config.dataFolder).keys : resolve(folder);
  if (!existsSync(place)) {
    throw new CommandError(
      folder === undefined
        ? `No gateway has run here: ${place} does not exist. For a gateway elsewhere name its folder with --folder.`
        : `There is no folder ${place}. Name the folder in the gateway's PALIER_KEYS.`,
    );
  }
  const list = await import("@palier/gateway/shut-out");
  return { ...list, path: list.shutOutFileIn(place) };
}
