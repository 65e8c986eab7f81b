import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createKeyFile, readKeyFile, recordAndRelease } from "@palier/landlord-store";
import { type Convention, conventionHash, dayInFrance, signAs } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command, Option } from "commander";
import { slugOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";
import { writeOutput } from "../../context/write-output.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { describeRelease } from "../figures/describe-release.js";
import { conventionFile } from "./convention-file.js";

interface SignOptions {
  readonly landlord?: string;
  readonly partner?: string;
  readonly key?: string;
  readonly newKey?: true;
  readonly output?: string;
}

const explanation = `
A landlord's node serves only under a version that this landlord has signed, from the version's first
day on; until then the version before holds. Signing later versions again and again is safe; one
version is signed with one text only.

The signature is recorded at the node, and written beside the text, as <file>.<landlord>.jws: give
that file to the coordinator, who collects those of all (palier convention collect). --output writes
it elsewhere, where the text lies in a folder that you may not write to.

A partner may sign too, with a key of its own: its signature is written, recorded at no node, and
nothing waits for it.

The private key stays in its file, readable by you alone. Its public part stands in the convention
as the party's \`key\`. Make the key first, have the public part put into the convention, then sign.

Examples:
  palier convention sign convention.yaml --landlord lisiere --key lisiere-key.json --new-key
  palier convention sign convention.yaml --landlord lisiere --key lisiere-key.json
  palier convention sign convention.yaml --partner mairie-melun --key mairie-key.json`;

/** `palier convention sign`: a party's signature; a landlord's is recorded at its node. */
export function signConventionCommand(context: CommandContext): Command {
  return new Command("sign")
    .description("Sign a convention for one party; a landlord's node serves under it from then on.")
    .addArgument(conventionFile())
    .addOption(slugOption("--landlord", "who signs: the landlord's short name, e.g. lisiere", "-l"))
    .addOption(
      slugOption("--partner", "who signs: the partner's code, e.g. mairie-melun").conflicts(
        "landlord",
      ),
    )
    .option(
      "--key <file>",
      "the party's private key; a landlord's is by default in the data folder",
    )
    .option("--new-key", "make the key and print its public part; sign nothing yet")
    .addOption(
      new Option("-o, --output <file>", "where to write the signature").conflicts("newKey"),
    )
    .addHelpText("after", explanation)
    .action(async (file: string, options: SignOptions, command: Command) => {
      if (options.landlord === undefined && options.partner === undefined) {
        command.error("error: say who signs: --landlord <slug> or --partner <code>");
      }
      const convention = readConvention(file);
      const signer = signerOf(convention, options);
      const keyFile = keyFileOf(context, signer, options.key);
      if (options.newKey) {
        return context.terminal.line(await describeNewKey(keyFile, signer));
      }
      const own = await readKeyFile(keyFile);
      if (signer.key !== own.x) throw new CommandError(otherKey(signer, own.x));
      const signature = await signAs(convention, signer.party, own, dayInFrance(new Date()));
      if (signer.kind === "landlord") {
        const released = await withLandlordStore(context, signer.name, (store) =>
          recordAndRelease(store, convention, signature, own.x),
        );
        if (released !== null) context.terminal.line(describeRelease(released));
      }
      const output = options.output ?? `${file}.${signer.name}.jws`;
      await writeOutput(
        output,
        `${signature}\n`,
        signer.kind === "landlord" ? "The signature is recorded at the node." : undefined,
      );
      const { reference, version } = convention;
      context.terminal.line(
        `${signer.name} has signed ${reference}, version ${version}.\n  hash ${conventionHash(convention)}\n  signature ${output}`,
      );
    });
}

/** The party of the convention that signs. */
type Signer = ReturnType<typeof signerOf>;

function signerOf({ landlords, partners }: Convention, { landlord, partner }: SignOptions) {
  if (landlord !== undefined) {
    const known = landlords.map(({ slug, key }) => ({ name: slug, key }));
    const party = { landlord };
    return { kind: "landlord" as const, party, ...found(known, landlord, "landlord") };
  }
  const known = partners.map(({ code, key }) => ({ name: code, key }));
  const named = partner ?? "";
  const party = { partner: named };
  return { kind: "partner" as const, party, ...found(known, named, "partner") };
}

interface KnownParty {
  readonly name: string;
  readonly key: string | undefined;
}

function found(parties: readonly KnownParty[], wanted: string, kind: string): KnownParty {
  const party = parties.find(({ name }) => name === wanted);
  if (party !== undefined) return party;
  const known = parties.map(({ name }) => name).join(", ") || "none";
  throw new CommandError(`"${wanted}" is no ${kind} of this convention; it has ${known}.`);
}

function keyFileOf({ config }: CommandContext, signer: Signer, given: string | undefined): string {
  if (given !== undefined) return resolve(given);
  if (signer.kind === "landlord")
    return dataFolderOf(config.dataFolder).landlordKeyFile(signer.name);
  throw new CommandError("A partner's private key is where the partner keeps it: --key <file>.");
}

async function describeNewKey(file: string, { kind, name, key: present }: Signer) {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const { x } = await createKeyFile(file);
  const place =
    present === undefined
      ? `Put this line under the ${kind} "${name}" of the convention, then sign it:`
      : `The convention holds another key of "${name}". Put this one in its place in a new version:`;
  return `The private key is in ${file}. Keep a copy where only you can read it.\n${place}\n\n    key: ${x}`;
}

function otherKey({ kind, name, key: listed }: Signer, own: string): string {
  return listed === undefined
    ? `The convention has no key of "${name}" yet. Put this line under the ${kind}, then sign it:\n\n    key: ${own}`
    : `The convention lists the key ${listed} for "${name}", and this file holds the key ${own}.\nSign with the file of that key, or put this key into a new version.`;
}
