import { resolve } from "node:path";
import { type ErasureList, eraseListed, type LandlordStore } from "@palier/landlord-store";
import type { LevelDifferences } from "@palier/landlord-store/backup";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { counted } from "../../console/figures.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { useStore, withLandlordDatabase } from "../../landlord/landlord-store.js";
import { landlordPublicKey } from "../access-log/landlord-key.js";
import { proveLog } from "../access-log/verify-log.js";
import { describePreparedRoles } from "../node.js";
import { erasureFile, erasuresOption, readErasures } from "../retention/erasure-file.js";
import { describeBackup } from "./describe-backup.js";

interface RestoreOptions {
  readonly landlord: string;
  readonly key: string;
  readonly fromLandlord?: string;
  readonly landlordKey?: string;
  readonly check?: true;
  readonly erasures?: string;
}

const explanation = `
Into an empty database only: nothing is ever replaced. All of it is there at the end, or the database
is empty as before. A backup of an earlier version is brought up to date; one of a newer version is
refused. The login for partners is made as by palier node prepare. Then counts and levels are
computed anew from the incidents and the chain of the access log is followed, and both are compared.

--check reads the whole file, compares every digest, and needs no database: do it after each backup.

Examples:
  palier restore lisiere-20261127T120000Z.age --landlord lisiere --key backup-key.txt --check
  DATABASE_URL=postgres://lisiere:…@db.example:5432/lisiere \\
    palier restore lisiere-20261127T120000Z.age --landlord lisiere --key backup-key.txt`;

/** `palier restore`: a landlord's whole record from a backup. */
export function restoreCommand(context: CommandContext): Command {
  return new Command("restore")
    .description("Put a landlord's record from a backup into an empty database, and prove it.")
    .argument("<file>", "as palier backup wrote it")
    .addOption(landlordOption())
    .requiredOption("--key <file>", "a key that opens the backup")
    .option("--from-landlord <slug>", "whose record it was, where it becomes another landlord's")
    .option(
      "--landlord-key <file or key>",
      "the landlord's own key, by which its access log is proved; by default the file in the data folder",
    )
    .addOption(erasuresOption())
    .option("--check", "read the backup and compare its digests; restore nothing")
    .addHelpText("after", explanation)
    .action(async (file: string, options: RestoreOptions) => {
      await (options.check ? check : restore)(context, resolve(file), options);
    });
}

async function check(
  { terminal }: CommandContext,
  file: string,
  { landlord, fromLandlord, key }: RestoreOptions,
): Promise<void> {
  const { checkBackup, readBackupKey } = await import("@palier/landlord-store/backup");
  const identity = await readBackupKey(resolve(key));
  const header = await terminal.step("Reading the backup", (show) =>
    checkBackup({ landlord, fromLandlord, file, identity, onTable: ({ name }) => show(name) }),
  );
  terminal.line(`The backup is whole.\n${describeBackup(header)}`);
}

async function restore(
  context: CommandContext,
  file: string,
  { landlord, key, fromLandlord, landlordKey, erasures }: RestoreOptions,
): Promise<void> {
  const { terminal, config } = context;
  const { compareLevels, readBackupKey, restoreBackup } = await import(
    "@palier/landlord-store/backup"
  );
  const identity = await readBackupKey(resolve(key));
  const list = erasureFile(context, landlord, erasures);
  const erased = await readErasures(list);
  if (erased === null && erasures !== undefined)
    throw new CommandError(`There is no file ${list}.`);
  const publicKey = await landlordPublicKey(context, landlord, landlordKey);
  await withLandlordDatabase(context, landlord, async (databaseUrl) => {
    const { header, roles } = await terminal.step("Restoring", (show) =>
      restoreBackup(databaseUrl, {
        landlord,
        fromLandlord,
        file,
        identity,
        onTable: ({ name, rows }) => show(`${name}, ${counted(rows, "row")}`),
      }),
    );
    terminal.line(`Restored, all of it.\n${describeBackup(header)}`);
    // The platform of palier start prepares the login at each start.
    if (config.databaseUrl !== undefined) terminal.line(describePreparedRoles(roles));
    await useStore(databaseUrl, landlord, async (store) => {
      if (erased === null) terminal.line(unknownErasures(header.takenAt, list));
      else await eraseAgain(context, store, { erased, list, takenAt: header.takenAt });
      const differences = await terminal.step("Computing counts and levels", () =>
        compareLevels(store),
      );
      if (differences.size === 0) terminal.line("Counts and levels are those of the incidents.");
      else terminal.complain(describeDifferences(differences));
      await proveLog(context, store, { landlord, publicKey, files: [] });
      if (differences.size > 0) throw new CommandError("Restored, with levels to be looked at.");
    });
  });
}

/** What the list says and the backup does not know of. */
async function eraseAgain(
  { terminal }: CommandContext,
  store: LandlordStore,
  {
    erased,
    list,
    takenAt,
  }: { readonly erased: ErasureList; readonly list: string; readonly takenAt: string },
): Promise<void> {
  const { incidents, values, sourceRows } = await eraseListed(store, erased, "palier restore");
  const count = Object.values(values).reduce((sum, each) => sum + each, 0);
  terminal.line(
    incidents === 0
      ? `The backup knows all erasures that ${list} lists.`
      : `Erased again, by ${list}: ${counted(count, "value")} and ${counted(sourceRows, "row")} of files, of ${counted(incidents, "incident")}.`,
  );
  const since = [...erased.byWords].filter((time) => time > takenAt).sort();
  if (since.length === 0) return;
  terminal.line(
    `Of these, ${counted(since.length, "erasure")} went by words (${since.map((time) => time.slice(0, 10)).join(", ")}). The list does not keep them: run "palier erase --text" with the same words again, for what waited from ticketing systems and incidents that were taken back.`,
  );
}

function unknownErasures(takenAt: string, list: string): string {
  return `What was erased of persons after ${takenAt} stands in this record again, if anything was: there is no list ${list}, which palier erase writes. Erase it again before the record is used.`;
}

function describeDifferences(differences: LevelDifferences): string {
  const tables = [...differences].map(([table, rows]) => `${table}: ${counted(rows, "row")}`);
  return `What was restored is what the backup holds, and not what its incidents give today (${tables.join(", ")}). Nothing was changed: ask whoever changed the record, the rules or Palier.`;
}
