import { readFile, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { recordAndRelease } from "@palier/landlord-store";
import {
  type Convention,
  collectSignatures,
  conventionHash,
  type LandlordParty,
  type PartyEntry,
  parseConvention,
  signaturesIn,
  signConvention,
} from "@palier/schema";
import { replaceFile } from "@palier/service";
import { Command } from "commander";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { useStore } from "../../landlord/landlord-store.js";
import { nodeFolder } from "../../landlord/node-folder.js";
import { type OwnNode, openOwnNode } from "../../landlord/own-node.js";
import { conventionFile } from "../convention/convention-file.js";
import { folderOption } from "./folder-option.js";

interface JoinOptions {
  readonly folder: string;
  readonly signatures?: readonly string[];
}

const explanation = `
Looks whether you stand in the text as you have said yourself, with your key, your address and your
dwellings, and refuses otherwise. Then it signs the text, puts it where your node follows it, tries all
that the node needs (palier node check), and says what is missing and from whom. The node may run
already, or be started afterwards; it serves from the text's first day on. Safe to run again, and the same
for every later version.

Example:
  palier landlord join convention-2.yaml --folder /etc/palier`;

/** `palier landlord join`: signs the text that a landlord stands in, and has its node follow it. */
export function joinConventionCommand({ terminal }: CommandContext): Command {
  return new Command("join")
    .description("Sign the convention that your landlord stands in; your node follows it.")
    .addArgument(conventionFile())
    .addOption(folderOption())
    .option("--signatures <files...>", "signatures of others, or bundles, to say who is missing")
    .addHelpText("after", explanation)
    .action(async (file: string, { folder: path, signatures = [] }: JoinOptions) => {
      const text = await readFile(file, "utf8");
      const convention = parseConvention(text, file);
      const node = await openOwnNode(nodeFolder(path));
      refuseOtherEntry(convention, node);
      const signatureFile = await sign(convention, node);
      const { reference, version, validity } = convention;
      const followed = node.folder.convention(reference, version);
      await replaceFile(followed, 0o644, async () => text);
      terminal.line(
        [
          `${node.slug} has signed ${reference}, version ${version}, which begins on ${validity.from}.`,
          `  hash ${conventionHash(convention)}`,
          `  send the coordinator ${signatureFile}`,
          `  your node follows ${followed}`,
        ].join("\n"),
      );
      const { checkNode } = await import("@palier/landlord/check");
      const checked = await checkNode(node.settings, () => new Date());
      terminal.line(
        formatTable(checked, [
          { title: "what", text: ({ what }) => what },
          { title: "is", text: ({ outcome }) => outcome },
          { title: "found, or to do", text: ({ words }) => words },
        ]),
      );
      terminal.line(await describeMissing(convention, signatureFile, signatures));
      const wrong = checked.filter(({ outcome }) => outcome === "wrong").map(({ what }) => what);
      if (wrong.length > 0) throw new CommandError(`Missing from you: ${wrong.join(", ")}`);
      terminal.line("Nothing is missing from you.");
    });
}

/** What others say in a landlord's name is for the landlord to see before it signs. */
function refuseOtherEntry({ landlords, version }: Convention, { slug, entry, key }: OwnNode): void {
  const party = landlords.find((landlord) => landlord.slug === slug);
  if (party === undefined) {
    const known = landlords.map((landlord) => landlord.slug).join(", ");
    throw new CommandError(`"${slug}" is no landlord of version ${version}; it has ${known}.`);
  }
  if (party.key !== key.x) {
    throw new CommandError(
      `Version ${version} has another key of "${slug}" than yours: nobody could sign in your name but its owner.\n  it has ${party.key ?? "none"}\n  yours  ${key.x}`,
    );
  }
  const names = ["name", "endpoint", "logKey", "correspondent", "stock"] as const;
  const others = names.filter((name) => !isDeepStrictEqual(plain(party)[name], plain(entry)[name]));
  if (others.length === 0) return;
  const lines = others.map(
    (name) =>
      `- ${name}: it has ${JSON.stringify(plain(party)[name])}, you have sent ${JSON.stringify(plain(entry)[name])}`,
  );
  throw new CommandError(
    `Version ${version} says of "${slug}" what you have not sent:\n${lines.join("\n")}\nHave it mended; or, if it is right, change answers.yaml and run palier landlord init again.`,
  );
}

/** As its file has it: what is absent and what is null are one. */
function plain(party: LandlordParty | PartyEntry) {
  const stock = party.stock.map(({ priorityDistrict, ...part }) => ({
    ...part,
    ...(priorityDistrict && { priorityDistrict }),
  }));
  return { ...party, stock };
}

async function sign(convention: Convention, node: OwnNode): Promise<string> {
  const { folder, slug, key, databaseUrl } = node;
  const signature = await signConvention(convention, slug, key);
  await useStore(databaseUrl, slug, (store) =>
    recordAndRelease(store, convention, signature, key.x),
  );
  const file = folder.signature(convention.reference, convention.version, slug);
  await writeFile(file, `${signature}\n`);
  return file;
}

async function describeMissing(
  convention: Convention,
  own: string,
  files: readonly string[],
): Promise<string> {
  const texts = await Promise.all(
    [own, ...files].map(async (file) => {
      const text = (await readFile(file, "utf8")).trim();
      return text.startsWith("{") ? (signaturesIn(text, convention) ?? []) : [text];
    }),
  );
  const { missing } = await collectSignatures(convention, texts.flat());
  if (missing.length === 0) return "Every landlord has signed.";
  const words = `Signatures that are not here: ${missing.join(", ")}.`;
  return files.length > 0
    ? words
    : `${words} The coordinator collects them; with --signatures you see who is really missing.`;
}
