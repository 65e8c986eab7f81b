import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  KeyFolder,
  type KeyKind,
  type KeyState,
  keyKinds,
  type ScheduledKey,
  scheduled,
} from "@palier/service";
import { Command } from "commander";
import { parseSeconds } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";

const explanation = `
A new key is published at once and signs once everybody can know it: after the overlap
(PALIER_KEY_OVERLAP_S, a day), which must be longer than anybody keeps the key set. The key before
it stays published as long again. Processes that share the folder follow within a second, by the
dates in it. Rotate at regular times. When somebody else may have read the folder: --stolen has the
new key sign now, and no former one is believed.

Examples:
  palier keys status                               the platform of palier start
  palier keys rotate --folder /etc/palier/keys     the PALIER_KEYS of a gateway or broker
  palier keys rotate --stolen`;

const folderOption = "a gateway's or broker's folder of keys; by default the local platform's";

interface FolderOption {
  readonly folder?: string;
}

/** `palier keys`: the keys of a gateway and of issuers of ours. */
export function keysCommand(context: CommandContext): Command {
  return new Command("keys")
    .description(
      "Replace the keys by which gateway and issuer sign, or list them with their dates.",
    )
    .addHelpText("after", explanation)
    .addCommand(rotateKeysCommand(context))
    .addCommand(keyStatusCommand(context));
}

interface RotateOptions extends FolderOption {
  readonly overlap?: number;
  readonly stolen?: boolean;
}

function rotateKeysCommand({ config, terminal }: CommandContext): Command {
  return new Command("rotate")
    .description("Announce new keys, which sign once everybody can know them.")
    .option("--folder <folder>", folderOption)
    .option("--overlap <seconds>", "in place of PALIER_KEY_OVERLAP_S", parseSeconds)
    .option("--stolen", "sign with the new keys now, and have no former one believed")
    .addHelpText("after", explanation)
    .action(async ({ folder, overlap, stolen = false }: RotateOptions) => {
      const place = placeOf(folder, config.dataFolder);
      const overlapSeconds = overlap ?? config.keyOverlapSeconds;
      for (const kind of await kindsIn(place)) {
        const made = await new KeyFolder(place, kind).rotate(new Date(), {
          overlapSeconds,
          isStolen: stolen,
        });
        terminal.line(
          made.state === "SIGNING"
            ? `${kind.name} signs with a new key from now on: ${made.kid}`
            : `${kind.name} has a new key, which signs from ${made.signsFrom.toISOString()} on: ${made.kid}`,
        );
      }
    });
}

function keyStatusCommand({ config, terminal }: CommandContext): Command {
  return new Command("status")
    .description("List the keys with their dates: announced, signing, retired.")
    .option("--folder <folder>", folderOption)
    .addHelpText("after", explanation)
    .action(async ({ folder }: FolderOption) => {
      const place = placeOf(folder, config.dataFolder);
      const now = new Date();
      for (const kind of await kindsIn(place)) {
        const keys = scheduled(await new KeyFolder(place, kind).read(), kind, now);
        for (const key of keys) terminal.line(`${kind.name}  ${key.kid}  ${stateWords(key)}`);
      }
    });
}

const words: Readonly<Record<KeyState, (key: ScheduledKey) => string>> = {
  ANNOUNCED: ({ signsFrom }) => `announced, signs from ${signsFrom.toISOString()} on`,
  SIGNING: ({ signsFrom, goneFrom }) =>
    goneFrom === null
      ? `signs since ${signsFrom.toISOString()}`
      : `signs; published until ${goneFrom.toISOString()}`,
  RETIRED: ({ goneFrom }) => `signs no more; published until ${goneFrom?.toISOString()}`,
  GONE: ({ goneFrom }) => `gone since ${goneFrom?.toISOString()}`,
};

function stateWords(key: ScheduledKey): string {
  return words[key.state](key);
}

/** @throws CommandError when the folder is not there, or holds no keys. */
async function kindsIn(place: string): Promise<readonly KeyKind[]> {
  const found = await Promise.all(
    keyKinds.map(async (kind) => {
      const texts = await new KeyFolder(place, kind).texts();
      return texts.size > 0 ? [kind] : [];
    }),
  );
  if (found.flat().length > 0) return found.flat();
  throw new CommandError(
    `${place} holds no keys of a gateway or broker: it is not the folder in its PALIER_KEYS, or it has not been started yet`,
  );
}

function placeOf(folder: string | undefined, dataFolder: string): string {
  const place = folder === undefined ? dataFolderOf(dataFolder).keys : resolve(folder);
  if (existsSync(place)) return place;
  throw new CommandError(
    folder === undefined
      ? `There are no keys to rotate: ${place} does not exist. "palier start" makes them; for a gateway elsewhere name its folder with --folder.`
      : `There is no folder ${place}. Name the folder in PALIER_KEYS.`,
  );
}
