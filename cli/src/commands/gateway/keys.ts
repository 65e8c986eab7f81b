import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";

const explanation = `
The gateway notices within a second and goes on serving; landlords fetch the new public key by
themselves. What the old key signed holds until it expires, half a minute later. Rotate at regular
times, and at once when the folder may have been read by somebody else.

Examples:
  palier keys rotate                               the platform of palier start
  palier keys rotate --folder /etc/palier/keys     a gateway of your own (its PALIER_KEYS)`;

/** `palier keys`: the gateway's own keys. */
export function keysCommand(context: CommandContext): Command {
  return new Command("keys")
    .description("Replace the key by which the gateway signs (palier keys rotate).")
    .addCommand(rotateKeysCommand(context));
}

function rotateKeysCommand({ config, terminal }: CommandContext): Command {
  return new Command("rotate")
    .description("Have the gateway sign with a new key from now on.")
    .option("--folder <folder>", "the gateway's folder of keys; by default the local platform's")
    .addHelpText("after", explanation)
    .action(async ({ folder }: { readonly folder?: string }) => {
      const place = folder === undefined ? dataFolderOf(config.dataFolder).keys : resolve(folder);
      if (!existsSync(place)) throw new CommandError(missing(place, folder === undefined));
      const { rotateKeys } = await import("@palier/gateway/keys");
      const name = await rotateKeys(place, new Date());
      terminal.line(`The gateway signs with a new key from now on: ${name}`);
    });
}

function missing(place: string, isLocal: boolean): string {
  return isLocal
    ? `There are no keys to rotate: ${place} does not exist. "palier start" makes them; for a gateway elsewhere name its folder with --folder.`
    : `There is no folder ${place}. Name the folder in the gateway's PALIER_KEYS.`;
}
