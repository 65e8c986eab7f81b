import { resolve } from "node:path";
import type { LoadedAuthority, Survey } from "@palier/demonstration";
import type { ImportSummary } from "@palier/landlord-import";
import { counted, figure } from "@palier/schema";
import { Command } from "commander";
import { parsePort } from "../arguments/values.js";
import { formatTable } from "../console/table.js";
import type { CommandContext } from "../context/command-context.js";
import { dataFolderOf } from "../context/data-folder.js";
import { describeProgress } from "./import/import-incidents.js";
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
    .action(async (source: string, { port }: { readonly port: number }) => {
      const { openStreetTrial } = await import("@palier/demonstration");
      const { runPlatform } = await import("@palier/local");
      const dataFolder = dataFolderOf(config.dataFolder).street;
      const folder = dataFolderOf(dataFolder);
      const { survey, convention, load } = await openStreetTrial(resolve(source), folder, {
        ...terminal,
        describeRecords: (records) => counted(records, "record"),
        describeImport: describeProgress,
      });
      await runPlatform(
        {
          folder,
          convention,
          port,
          gatewaySettings: config.gatewaySettings,
          logForm: config.logForm,
          hasInventedData: false,
          prepare: async (databaseUrls) => {
            const loaded = await load(databaseUrls);
            if (loaded.length > 0) terminal.line(describeLoaded(loaded));
            terminal.line(describeSurvey(survey));
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

function describeLoaded(loaded: readonly LoadedAuthority[]): string {
  const rejected = loaded.flatMap(({ summary }) => summary.rejectedFiles);
  const sum = (figureOf: (summary: ImportSummary) => number) =>
    loaded.reduce((total, { summary }) => total + figureOf(summary), 0);
  return (
    `${counted(loaded.length, "landlord")}: ${counted(
      sum((summary) => summary.incidentsAdded),
      "incident",
    )} added, ` +
    `${figure(sum((summary) => summary.alreadyKnown))} known already, ${figure(sum((summary) => summary.rowsRejected))} rejected` +
    rejected.map((file) => `\n  rejected records, with the reason: ${file}`).join("")
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
