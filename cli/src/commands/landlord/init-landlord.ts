import { mkdir, writeFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import {
  entryOf,
  type LandlordAnswers,
  type PartyFile,
  parseLandlordAnswers,
} from "@palier/schema";
import { readIfPresent } from "@palier/service";
import { Command } from "commander";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { askLandlord } from "../../landlord/ask-landlord.js";
import { issuerKeysOf } from "../../landlord/issuer-keys.js";
import { type NodeFolder, nodeFolder } from "../../landlord/node-folder.js";
import {
  certificateIn,
  databaseIn,
  keyIn,
  type Prepared,
  settingsIn,
} from "../../landlord/node-parts.js";
import { nodeSettings } from "../../landlord/node-settings.js";
import { folderOption } from "./folder-option.js";

interface InitOptions {
  readonly folder: string;
  readonly gateway: string;
  readonly issuer: string;
  readonly issuerKeys?: string;
  readonly gatewayClient: string;
  readonly answers?: string;
}

const explanation = `
Five questions at a terminal, or a small file: who you are, where the gateway shall reach your node, what
you own. The gateway's address and the issuer's are the coordinator's to say. What is made lies in one
folder: the key by which you sign, the key of the node's access log, the settings of the node's
service, the database with its logins (on the server of PALIER_ADMINISTRATOR_URL), and the file for the
coordinator, in which nothing is secret. Run it again whenever you like: keys and passwords that are there
stay, and it says what is there and what is still to be done.

Example of the file:
  name: Glycine Habitat
  organisationNumber: "552100554"
  address: https://palier.glycine.example
  mailbox: surete@glycine.example
  stock: [{ commune: "77288", dwellings: 300 }]

Example:
  palier landlord init --folder /etc/palier --gateway https://palier.example --issuer https://identite.example`;

/** `palier landlord init`: all that a landlord's node needs, from nothing. */
export function initLandlordCommand({ config, terminal }: CommandContext): Command {
  return new Command("init")
    .description("Set up a landlord's node: keys, settings, database, and what to send to join.")
    .addOption(folderOption())
    .requiredOption("--gateway <url>", "address of the convention's gateway")
    .requiredOption("--issuer <url>", "name of the issuer of access tokens")
    .option("--issuer-keys <url>", "address of its keys; by default the issuer says it")
    .option("--gateway-client <id>", "the gateway's client id at the issuer", "palier-gateway")
    .option("--answers <file>", "the answers, in place of the questions")
    .addHelpText("after", explanation)
    .action(async (options: InitOptions) => {
      const folder = nodeFolder(options.folder);
      await mkdir(folder.conventions, { recursive: true });
      const answers = await answersFor(folder, options.answers, (questions) =>
        terminal.ask(questions),
      );
      const entry = entryOf(answers);
      const shared = {
        ...{ gateway: options.gateway, issuer: options.issuer, client: options.gatewayClient },
        issuerKeys: options.issuerKeys ?? (await issuerKeysOf(options.issuer)),
      };
      const [signing, log] = [await keyIn(folder.signingKey), await keyIn(folder.logKey)];
      const landlord = { ...entry, key: signing.x, logKey: log.x };
      const partyFile = folder.party(entry.slug);
      await refuseOtherSlug(folder, entry.slug);
      const prepared: Prepared[] = [
        { what: "signing key", outcome: signing.outcome, words: folder.signingKey },
        { what: "key of the access log", outcome: log.outcome, words: folder.logKey },
        await settingsIn(folder, nodeSettings(folder, landlord, shared)),
        await databaseIn(folder, entry.slug, config.administratorUrl),
        ...(await certificateIn(folder, entry.endpoint)),
      ];
      const { organisationNumber } = answers;
      await writeFile(partyFile, partyText({ format: 1, organisationNumber, landlord }));
      terminal.line(describePrepared(prepared, partyFile, signing.x));
    });
}

async function answersFor(
  { answers }: NodeFolder,
  given: string | undefined,
  ask: (questions: readonly string[]) => Promise<readonly string[] | null>,
): Promise<LandlordAnswers> {
  const file = given ?? answers;
  const text = await readIfPresent(file);
  if (given !== undefined && text === undefined)
    throw new CommandError(`${given}: there is no such file`);
  const read = text === undefined ? await askLandlord(ask) : parseLandlordAnswers(text, file);
  if (read === null) {
    throw new CommandError(
      "Nobody can be asked here: write the answers into a file, and name it with --answers",
    );
  }
  if (file !== answers || text === undefined) {
    // YAML holds JSON.
    await writeFile(answers, `${JSON.stringify(read, null, 2)}\n`);
  }
  return read;
}

/** Settings, database and statements that are here bear a slug. */
async function refuseOtherSlug({ settings }: NodeFolder, slug: string): Promise<void> {
  const before = parseEnv((await readIfPresent(settings)) ?? "").PALIER_LANDLORD;
  if (before === undefined || before === slug) return;
  throw new CommandError(
    `This folder is that of "${before}", and the answers are of "${slug}". Name another folder with --folder, or slug: ${before} in the answers.`,
  );
}

function partyText({ format, organisationNumber, landlord }: PartyFile): string {
  const text = JSON.stringify({ format, organisationNumber, landlord }, null, 2);
  return `# What a landlord sends so as to become a party; nothing in it is secret.\n${text}\n`;
}

function describePrepared(prepared: readonly Prepared[], partyFile: string, key: string): string {
  const table = formatTable(prepared, [
    { title: "what", text: ({ what }) => what },
    { title: "is", text: ({ outcome }) => outcome },
    { title: "where, or to do", text: ({ words }) => words },
  ]);
  const isReady = prepared.every(({ outcome }) => outcome !== "missing");
  return [
    table,
    "",
    `Send to the coordinator: ${partyFile}`,
    "Nothing in it is secret. Say your public key by telephone too, so that nobody puts another in its place:",
    `  ${key}`,
    isReady
      ? "Still to be done: wait for the next version of the convention, then palier landlord join."
      : "Still to be done: what is missing above; then wait for the next version of the convention, and palier landlord join.",
  ].join("\n");
}
