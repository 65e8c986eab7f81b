import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  fingerprintOf,
  listStreetFiles,
  loadStreet,
  readStreetStamp,
  type StreetStamp,
  type Survey,
  streetConvention,
  surveyStreetFiles,
  writeStreetStamp,
} from "@palier/demonstration";
import type { ImportSummary } from "@palier/landlord-import";
import { dataFolderOf, removeData, runPlatform, stopDatabase, withStores } from "@palier/local";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import { parsePort } from "../arguments/values.js";
import { counted, figure } from "../console/figures.js";
import { formatTable } from "../console/table.js";
import type { Terminal } from "../console/terminal.js";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { describeProgress } from "./import-incidents.js";
import { welcome } from "./welcome.js";

const explanation = `
The folder holds files named YYYY-MM-<force>-street.csv or .csv.gz, as data.police.uk publishes
them. Each local authority with more than 1,000 records becomes a landlord, each anchor point a
site of 60 dwellings. The data have a folder of their own; running the command again with the same
files starts at once.

Example:
  palier demo street downloads/street`;

/** `palier demo`: trials with real input. */
export function demoCommand(context: CommandContext): Command {
  return new Command("demo")
    .description("Try Palier on real records (palier demo street).")
    .addCommand(streetCommand(context));
}

function streetCommand({ config, terminal }: CommandContext): Command {
  return new Command("street")
    .description("Read published street-level police records as landlords' incidents, and start.")
    .argument("<folder>", "the folder that holds the files")
    .option("-p, --port <number>", "port of the graph; 0: any free one", parsePort, 4000)
    .addHelpText("after", explanation)
    .action(async (folder: string, { port }: { readonly port: number }) => {
      const dataFolder = dataFolderOf(config.dataFolder).street;
      const stamp = await stampOf(dataFolder, await listStreetFiles(resolve(folder)), terminal);
      const conventionFile = dataFolderOf(dataFolder).streetConvention;
      await writeFile(conventionFile, streetConvention(stamp.survey));
      const convention = readConvention(conventionFile);
      await runPlatform(
        {
          dataFolder,
          convention,
          port,
          pageSettings: config.pageSettings,
          hasInventedData: false,
          prepare: async (databaseUrls) => {
            if (!stamp.isLoaded) await load(stamp, dataFolder, databaseUrls, terminal);
            terminal.line(describeSurvey(stamp.survey));
          },
          announce: (graphUrl) =>
            welcome({
              graphUrl,
              convention,
              dataFolder,
              isDemonstration: false,
              homeToSet: dataFolder,
            }),
        },
        terminal,
      );
    });
}

/** What is known of the files; read anew, into an empty data folder, when they are not those loaded. */
async function stampOf(
  dataFolder: string,
  files: readonly string[],
  terminal: Terminal,
): Promise<StreetStamp> {
  const { streetStamp } = dataFolderOf(dataFolder);
  const fingerprint = await fingerprintOf(files);
  const known = await readStreetStamp(streetStamp);
  if (known?.fingerprint === fingerprint) return known;
  if (known) {
    terminal.line("These are other files than those loaded before; they replace them.");
    await stopDatabase(dataFolder);
    await removeData(dataFolder);
  }
  const survey = await terminal.step("Reading the street files", (show) =>
    surveyStreetFiles(files, (records) => show(counted(records, "record"))),
  );
  if (survey.authorities.length === 0) {
    throw new CommandError("No local authority has more than 1,000 records in these files.");
  }
  const stamp = { fingerprint, survey, isLoaded: false };
  await writeStreetStamp(streetStamp, stamp);
  return stamp;
}

async function load(
  stamp: StreetStamp,
  dataFolder: string,
  databaseUrls: ReadonlyMap<string, string>,
  terminal: Terminal,
): Promise<void> {
  const { streetStamp, logs } = dataFolderOf(dataFolder);
  const loaded = await withStores(databaseUrls, (stores) =>
    loadStreet(stores, stamp.survey, logs, terminal, describeProgress),
  );
  await writeStreetStamp(streetStamp, { ...stamp, isLoaded: true });
  const rejected = loaded.flatMap(({ summary }) => summary.rejectedFiles);
  const sum = (figureOf: (summary: ImportSummary) => number) =>
    loaded.reduce((total, { summary }) => total + figureOf(summary), 0);
  terminal.line(
    `${counted(loaded.length, "landlord")}: ${counted(
      sum((summary) => summary.incidentsAdded),
      "incident",
    )} added, ` +
      `${figure(sum((summary) => summary.alreadyKnown))} known already, ${figure(sum((summary) => summary.rowsRejected))} rejected` +
      rejected.map((file) => `\n  rejected records, with the reason: ${file}`).join(""),
  );
}

function describeSurvey({ authorities, months, records, passedOver }: Survey): string {
  const table = formatTable(authorities, [
    { title: "landlord", text: ({ slug }) => slug },
    { title: "records", text: (authority) => figure(authority.records), isNumber: true },
    { title: "sites", text: ({ anchorPoints }) => figure(anchorPoints), isNumber: true },
    { title: "name", text: ({ name }) => name },
  ]);
  return (
    `\n${table}\n\n${figure(records)} records, ${months[0]} to ${months.at(-1)}; ` +
    `${figure(passedOver)} of them without a place or of authorities with few records were passed over.`
  );
}
