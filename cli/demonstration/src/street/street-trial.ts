import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ImportProgress } from "@palier/landlord-import";
import { withStores } from "@palier/landlord-store";
import { PlatformError, type Reporter, removeData } from "@palier/local";
import type { Convention } from "@palier/schema";
import { readConvention, readIfPresent } from "@palier/service";
import { type LoadedAuthority, loadStreet } from "./load-street.js";
import { streetConvention } from "./street-convention.js";
import { listStreetFiles } from "./street-records.js";
import { type Survey, surveyStreetFiles } from "./survey.js";

/** Where a trial keeps what it knows. */
export interface StreetFolder {
  readonly root: string;
  readonly logs: string;
  readonly streetStamp: string;
  readonly streetConvention: string;
  /** All that there is of an earlier trial. */
  readonly written: readonly string[];
}

/** How a trial speaks to whoever runs it. */
export interface StreetReporter extends Reporter {
  describeRecords(records: number): string;
  describeImport(progress: ImportProgress): string;
}

/** Published street-level records as landlords' own. */
export interface StreetTrial {
  readonly survey: Survey;
  readonly convention: Convention;
  /** Fills the landlords' databases (URLs by slug); does nothing where they are full already. */
  load(databaseUrls: ReadonlyMap<string, string>): Promise<readonly LoadedAuthority[]>;
}

/** What a data folder remembers of the street files that were read into it. */
interface StreetStamp {
  readonly fingerprint: string;
  readonly survey: Survey;
  /** False while the records are being loaded. */
  readonly isLoaded: boolean;
}

/**
 * Makes a convention of the street files of a folder. Other files than those loaded before replace
 * what is there.
 *
 * @throws PlatformError when the folder's files give no landlord.
 */
export async function openStreetTrial(
  source: string,
  folder: StreetFolder,
  reporter: StreetReporter,
): Promise<StreetTrial> {
  const stamp = await stampOf(await listStreetFiles(source), folder, reporter);
  const { survey, isLoaded } = stamp;
  await writeFile(folder.streetConvention, streetConvention(survey));
  return {
    survey,
    convention: readConvention(folder.streetConvention),
    load: async (databaseUrls) => {
      if (isLoaded) return [];
      const loaded = await withStores(databaseUrls, (stores) =>
        loadStreet(stores, survey, folder.logs, reporter, reporter.describeImport),
      );
      await writeStreetStamp(folder.streetStamp, { ...stamp, isLoaded: true });
      return loaded;
    },
  };
}

/** What is known of the files; read anew, into an empty data folder, when they are not those loaded. */
async function stampOf(
  files: readonly string[],
  { root, streetStamp, written }: StreetFolder,
  reporter: StreetReporter,
): Promise<StreetStamp> {
  const fingerprint = await fingerprintOf(files);
  const known = await readStreetStamp(streetStamp);
  if (known?.fingerprint === fingerprint) return known;
  if (known) {
    reporter.line("These are other files than those loaded before; they replace them.");
    await removeData(root, written);
  }
  const survey = await reporter.step("Reading the street files", (show) =>
    surveyStreetFiles(files, (records) => show(reporter.describeRecords(records))),
  );
  if (survey.authorities.length === 0) {
    throw new PlatformError("No local authority has more than 1,000 records in these files.");
  }
  const stamp = { fingerprint, survey, isLoaded: false };
  await writeStreetStamp(streetStamp, stamp);
  return stamp;
}

async function readStreetStamp(file: string): Promise<StreetStamp | undefined> {
  const text = await readIfPresent(file);
  return text === undefined ? undefined : (JSON.parse(text) as StreetStamp); // Written below.
}

async function writeStreetStamp(file: string, stamp: StreetStamp): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(stamp));
  await rename(`${file}.part`, file);
}

/** The same for the same files, unread: their paths, sizes and times of change. */
async function fingerprintOf(files: readonly string[]): Promise<string> {
  const digest = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    digest.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return digest.digest("hex");
}
