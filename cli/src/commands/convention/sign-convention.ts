import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createKeyFile, readKeyFile, recordSignature } from "@palier/landlord-store";
import { type Convention, conventionHash, signConvention } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionFile } from "./convention-file.js";

interface SignOptions {
  readonly landlord: string;
  readonly key?: string;
  readonly newKey?: true;
}

const explanation = `
A landlord's node serves only under a version that this landlord has signed, from the version's first
day on; until then the version before holds. Signing later versions again and again is safe; one
version is signed with one text only.

The signature is recorded at the node, and written beside the text, as <file>.<landlord>.jws: give
that file to the coordinator, who collects those of all (palier convention collect).

The private key stays in its file, readable by you alone. Its public part stands in the convention
as the landlord's \`key\`. Make the key first, have the public part put into the convention, then sign.

Examples:
  palier convention sign convention.yaml --landlord lisiere --key lisiere-key.json --new-key
  palier convention sign convention.yaml --landlord lisiere --key lisiere-key.json`;

/** `palier convention sign`: a landlord's signature, recorded at its node. */
export function signConventionCommand(context: CommandContext): Command {
  const { config, terminal } = context;
  return new Command("sign")
    .description("Sign a convention for one landlord; its node serves under it from then on.")
    .addArgument(conventionFile())
    .addOption(landlordOption())
    .option("--key <file>", "the landlord's private key; by default in the data folder")
    .option("--new-key", "make the key and print its public part; sign nothing yet")
    .addHelpText("after", explanation)
    .action(async (file: string, { landlord, key, newKey }: SignOptions) => {
      const convention = readConvention(file);
      const keyFile =
        key === undefined
          ? dataFolderOf(config.dataFolder).landlordKeyFile(landlord)
          : resolve(key);
      const party = partyOf(convention, landlord);
      if (newKey) return terminal.line(await describeNewKey(keyFile, landlord, party.key));
      const own = await readKeyFile(keyFile);
      if (party.key !== own.x) throw new CommandError(otherKey(landlord, party.key, own.x));
      const signature = await signConvention(convention, landlord, own);
      await withLandlordStore(context, landlord, (store) =>
        recordSignature(store, convention, signature, own.x),
      );
      const signatureFile = `${file}.${landlord}.jws`;
      await writeFile(signatureFile, `${signature}\n`);
      const { reference, version } = convention;
      terminal.line(
        `${landlord} has signed ${reference}, version ${version}.\n  hash ${conventionHash(convention)}\n  signature ${signatureFile}`,
      );
    });
}

function partyOf({ landlords }: Convention, slug: string) {
  const party = landlords.find((landlord) => landlord.slug === slug);
  if (party !== undefined) return party;
  const known = landlords.map((landlord) => landlord.slug).join(", ");
  throw new CommandError(`"${slug}" is no landlord of this convention; it has ${known}.`);
}

async function describeNewKey(file: string, landlord: string, present: string | undefined) {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { x } = await createKeyFile(file);
  const place =
    present === undefined
      ? `Put this line under the landlord "${landlord}" of the convention, then sign it:`
      : `The convention holds another key of "${landlord}". Put this one in its place in a new version:`;
  return `The private key is in ${file}. Keep a copy where only you can read it.\n${place}\n\n    key: ${x}`;
}

function otherKey(landlord: string, listed: string | undefined, own: string): string {
  return listed === undefined
    ? `The convention has no key of "${landlord}" yet. Put this line under the landlord, then sign it:\n\n    key: ${own}`
    : `The convention lists the key ${listed} for "${landlord}", and this file holds the key ${own}.\nSign with the file of that key, or put this key into a new version.`;
}
