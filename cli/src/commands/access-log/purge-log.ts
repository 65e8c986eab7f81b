import { purgeLog } from "@palier/landlord-store";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withKeptStore } from "../../landlord/landlord-store.js";
import { landlordKeyOption, landlordPublicKey, signedTerms } from "./landlord-key.js";

interface PurgeOptions {
  readonly landlord: string;
  readonly key?: string;
}

const explanation = `
Removes the entries that are older than the signed convention in force keeps them, and nothing else.
Of each a digest and a link stay, which tell nobody who asked what: palier audit verify still follows
the chain from its first entry to its last. Where an entry is not what was written, nothing is removed.

Example:
  palier audit purge --landlord lisiere --key lisiere-key.json`;

/** `palier audit purge`: the access log is kept as long as the convention says. */
export function purgeLogCommand(context: CommandContext): Command {
  return new Command("purge")
    .description("Remove the entries that the signed convention no longer keeps.")
    .addOption(landlordOption())
    .addOption(landlordKeyOption())
    .addHelpText("after", explanation)
    .action(async ({ landlord, key }: PurgeOptions) => {
      const publicKey = await landlordPublicKey(context, landlord, key);
      const removed = await withKeptStore(context, landlord, async (store) => {
        const { dueBefore } = await signedTerms(store, landlord, publicKey);
        if (dueBefore === null) throw new CommandError(noConvention(landlord));
        return purgeLog(store, null);
      });
      context.terminal.line(`Purged ${counted(removed, "entry", "entries")}; links stay.`);
    });
}

function noConvention(landlord: string): string {
  return `No convention in force is signed with the key of "${landlord}", so nothing says how long its log is kept. Name the key with --key.`;
}
