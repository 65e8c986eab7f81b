import { resolve } from "node:path";
import { releaseHeads } from "@palier/landlord-store";
import type { LevelDifferences } from "@palier/landlord-store/backup";
import { counted, monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { useStore, withLandlordDatabase } from "../../landlord/landlord-store.js";
import { landlordPublicKey } from "../access-log/landlord-key.js";
import { proveLog } from "../access-log/verify-log.js";
import { describePreparedRoles } from "../node.js";
import {
  describeErasedAgain,
  erasureFile,
  erasuresOption,
  readErasures,
} from "../retention/erasure-file.js";
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
  const lists = listsOf(context, { landlord, fromLandlord, erasures });
  const listed = await readErasures(lists);
  const named = lists.join(" or ");
  if (listed === null && erasures !== undefined)
    throw new CommandError(`There is no file ${named}.`);
  const publicKey = await landlordPublicKey(context, landlord, landlordKey);
  await withLandlordDatabase(context, landlord, async (databaseUrl) => {
    const { header, roles, erased } = await terminal.step("Restoring", (show) =>
      restoreBackup(databaseUrl, {
        landlord,
        fromLandlord,
        file,
        identity,
        erasures: listed,
        onTable: ({ name, rows }) => show(`${name}, ${counted(rows, "row")}`),
      }),
    );
    terminal.line(`Restored, all of it.\n${describeBackup(header)}`);
    if (erased !== null) terminal.line(describeErasedAgain(erased, named));
    else terminal.line(unknownErasures(header.takenAt, named));
    // The platform of palier start prepares the login at each start.
    if (config.databaseUrl !== undefined) terminal.line(describePreparedRoles(roles));
    await useStore(databaseUrl, landlord, async (store) => {
      const lastRelease = (await releaseHeads(store)).at(-1) ?? null;
      terminal.line(unknownReleases(header.takenAt, lastRelease));
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

/** Of the name that the record had, too: its list stayed where that was. */
function listsOf(
  context: CommandContext,
  {
    landlord,
    fromLandlord,
    erasures,
  }: Pick<RestoreOptions, "landlord" | "fromLandlord" | "erasures">,
): string[] {
  const slugs = erasures === undefined && fromLandlord !== undefined ? [fromLandlord] : [];
  return [landlord, ...slugs].map((slug) => erasureFile(context, slug, erasures));
}

function unknownErasures(takenAt: string, list: string): string {
  return `What was erased of persons after ${takenAt} stands in this record again, if anything was: there is no list ${list}, which palier erase writes. Put the list there and run "palier erase --again", or erase it again by hand, before the record is used.`;
}

/** What was shown after the backup is protected by nothing that the record knows. */
function unknownReleases(
  takenAt: string,
  last: Awaited<ReturnType<typeof releaseHeads>>[number] | null,
): string {
  const closed = last?.closedMonths.at(-1);
  const upTo =
    closed === undefined
      ? "with no month closed"
      : `with ${monthText(closed)} as the last month closed`;
  const held =
    last === null
      ? "This record holds no release of figures"
      : `The last release of figures that this record holds is ${last.step}, made ${utcTime(last.madeAt)} (UTC), ${upTo}`;
  return `${held}. If months were closed or opened, a site's first or last month told anew, or a convention signed after ${takenAt}, readers hold figures that it does not know, and others beside them could give small numbers back. Bring the record to what it was and do these acts again in their order, before any other: the same closings of the same record make the same releases. Where that cannot be, leave those months open. Nothing is released until "palier figures resume" says which it is.`;
}

function describeDifferences(differences: LevelDifferences): string {
  const tables = [...differences].map(([table, rows]) => `${table}: ${counted(rows, "row")}`);
  return `What was restored is what the backup holds, and not what its incidents give today (${tables.join(", ")}). Nothing was changed: ask whoever changed the record, the rules or Palier.`;
}
