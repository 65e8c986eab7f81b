import { type ImportProgress, importIncidents, readMapping } from "@palier/landlord-import";
import { signedRules } from "@palier/landlord-store";
import { Command } from "commander";
import { landlordOption } from "../arguments/values.js";
import { counted } from "../console/figures.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";
import { describeImport } from "./describe-import.js";
import { waitingFor } from "./waiting.js";

interface ImportCommandOptions {
  readonly landlord: string;
  readonly mapping?: string;
  readonly skipBad?: true;
  readonly rejected?: string;
}

const examples = `
Without --mapping the columns bear Palier's own names: reference, site, day, category, time_band,
place, severity, complaint, reporter, staff, narrative. docs/import.md explains mappings.

A file with wrong rows is not imported: each is listed with what would be right. Importing a file
a second time changes nothing. Stopping the command at any moment leaves the data as before.

Examples:
  palier import 2026.csv --landlord lisiere
  palier import 2025.csv.gz 2026.csv --landlord lisiere --mapping mapping.yaml
  palier import 2026.csv --landlord lisiere --skip-bad --rejected to-correct.csv`;

/** `palier import`: loads files of incidents into one landlord's database. */
export function importCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("import")
    .description("Import incidents from CSV files (.csv or .csv.gz) into a landlord's database.")
    .argument("<file...>", "files as your own system exports them")
    .addOption(landlordOption())
    .option("-m, --mapping <file>", "YAML file that says which column and which word means what")
    .option("--skip-bad", "import what is right and write the wrong rows to a file")
    .option(
      "--rejected <file>",
      "that file; by default beside the first one; an existing file is kept and a number added",
    )
    .addHelpText("after", examples)
    .action(async (files: string[], options: ImportCommandOptions) => {
      const { mapping, skipBad = false, rejected } = options;
      const summary = await withLandlordStore(context, options.landlord, async (store) => {
        const { nomenclature } = await signedRules(store, new Date());
        const readings = mapping
          ? { mapping: readMapping(mapping, nomenclature), mappingPath: mapping }
          : {};
        return terminal.step("Importing", (show) =>
          importIncidents(store, files, {
            ...readings,
            skipBad,
            ...(rejected ? { rejectedPath: rejected } : {}),
            onWait: (holder) => show(waitingFor(holder)),
            onProgress: (progress) => show(describeProgress(progress)),
          }),
        );
      });
      terminal.line(describeImport(summary));
    });
}

/** How far an import is, on one line. */
export function describeProgress(progress: ImportProgress): string {
  const { rowsRead, bytesRead, bytesTotal, fileNumber, files } = progress;
  const share = bytesTotal > 0 ? `, ${Math.floor((100 * bytesRead) / bytesTotal)} %` : "";
  return `${counted(rowsRead, "row")}${share}${files > 1 ? `, file ${fileNumber} of ${files}` : ""}`;
}
