import { relative, resolve } from "node:path";
import type { TakenBackup } from "@palier/landlord-store/backup";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withKeptDatabase } from "../../landlord/landlord-store.js";
import { describeBackup } from "./describe-backup.js";

interface BackupOptions {
  readonly landlord: string;
  readonly recipient?: readonly string[];
  readonly key?: string;
  readonly newKey?: string;
  readonly output?: string;
}

const explanation = `
Takes the whole record as it stands at one instant, personal fields and access log included, while
imports and questions go on. The file is encrypted (age): who holds one of its keys can read it, and
nobody else, not even whoever took it. Without a key it is lost: keep the key apart from the file, and
not on the machine alone that the backup is of.

Not in it: the landlord's private key, its narrowings and the settings of its service.

Examples:
  palier backup --landlord lisiere --new-key backup-key.txt
  palier backup --landlord lisiere --recipient age1… --output /srv/backups/lisiere.age`;

/** `palier backup`: a landlord's whole record in an encrypted file. */
export function backupCommand(context: CommandContext): Command {
  return new Command("backup")
    .description("Write a landlord's whole record to an encrypted file, while it is in use.")
    .addOption(landlordOption())
    .option(
      "--recipient <key or file...>",
      "who can read it: public keys of age, or a file of them",
    )
    .option("--key <file>", "the key that will open it, where it is at hand")
    .option("--new-key <file>", "make a key in this file, and encrypt for it")
    .option("-o, --output <file>", "by default <landlord>-<time>.age here")
    .addHelpText("after", explanation)
    .action(async (options: BackupOptions) => {
      const { landlord, output } = options;
      const { takeBackup } = await import("@palier/landlord-store/backup");
      const file = resolve(output ?? defaultName(landlord, new Date()));
      const taken = await withKeptDatabase(context, landlord, async (databaseUrl) => {
        const recipients = await recipientsOf(options);
        return context.terminal.step("Taking the backup", () =>
          takeBackup(databaseUrl, { landlord, recipients, file }),
        );
      });
      context.terminal.line(describe(taken, file, options));
    });
}

async function recipientsOf({ recipient = [], key, newKey }: BackupOptions): Promise<string[]> {
  const { createBackupKey, readRecipients, recipientOfKey } = await import(
    "@palier/landlord-store/backup"
  );
  if (recipient.length === 0 && key === undefined && newKey === undefined) {
    throw new CommandError(
      "A backup holds personal fields and is never written in the clear: say who can read it, with --recipient, --key or --new-key.",
    );
  }
  const recipients: string[] = [];
  for (const each of recipient) {
    recipients.push(...(each.startsWith("age1") ? [each] : await readRecipients(resolve(each))));
  }
  if (key !== undefined) recipients.push(await recipientOfKey(resolve(key)));
  if (newKey !== undefined) recipients.push(await createBackupKey(resolve(newKey)));
  return recipients;
}

function defaultName(landlord: string, now: Date): string {
  return `${landlord}-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z.age`;
}

function describe(
  { header, sizeBytes, leftOut }: TakenBackup,
  file: string,
  { newKey }: BackupOptions,
): string {
  const lines = [
    `Wrote ${relative(process.cwd(), file) || file}, ${counted(Math.ceil(sizeBytes / 1024), "KiB", "KiB")}.`,
    describeBackup(header),
  ];
  if (leftOut.length > 0) lines.push(`  Not Palier's, and not in it: ${leftOut.join(", ")}`);
  if (newKey !== undefined) {
    lines.push(
      `The key is in ${newKey}. Without it nobody can read the backup: keep it elsewhere, and not beside the file.`,
    );
  }
  return lines.join("\n");
}
