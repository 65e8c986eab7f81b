import {
  type ImportOptions,
  type ImportProgress,
  importIncidents,
  readMapping,
  tryImport,
} from "@palier/landlord-import";
import { signedRules } from "@palier/landlord-store";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { ShowProgress } from "../../console/terminal.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { conventionOf } from "../../landlord/local-parties.js";
import { describeAlikeAddresses, describeStraySites } from "../sites/describe-stray-sites.js";
import { waitingFor } from "../waiting.js";
import { withAgreement } from "../with-agreement.js";
import { describeChanges, describeImport } from "./describe-import.js";
import { describeTrial } from "./describe-trial.js";
import { listImportsCommand, undoImportCommand } from "./import-runs.js";

interface ImportCommandOptions {
  readonly landlord: string;
  readonly mapping?: string;
  readonly skipBad?: true;
  readonly rejected?: string;
  readonly update?: true;
  readonly try?: true;
  readonly overHand?: true;
  readonly yes?: true;
  readonly author: string;
}

const examples = `
Without --mapping the columns bear Palier's own names: reference, site, day, category, time_band,
place, severity, complaint, target, follow_up, source, reporter, staff, narrative. docs/import.md explains mappings.

With --update, rows that tell something else of an incident that is known correct it: what would
change is shown first. A column that the file lacks leaves the values as they are, and so does a
correction by hand (--over-hand replaces it). "palier import list" shows what was imported, "palier import undo <import>" takes an import back.

A file with wrong rows is not imported: each is listed with what would be right. Importing a file
a second time changes nothing. Stopping the command at any moment leaves the data as before.

--try loads nothing. It tells, by the same reading and the same checks, the incidents of each month, how
days are written, each unknown word once with the codes that are near, the sites that would be made, and
the rows that are known already; it ends with 1 where an import would be refused.

Examples:
  palier import 2026.csv --landlord lisiere --try
  palier import 2026.csv --landlord lisiere
  palier import 2025.csv.gz 2026.csv --landlord lisiere --mapping mapping.yaml
  palier import 2026.csv --landlord lisiere --skip-bad --rejected to-correct.csv
  palier import corrected.csv --landlord lisiere --update`;

/** `palier import`: loads files of incidents into one landlord's database. */
export function importCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("import")
    .description("Import incidents from files (CSV, workbooks, JSON) into a landlord's database.")
    .argument("<file...>", "files as your own system exports them")
    .addOption(landlordOption())
    .option("-m, --mapping <file>", "YAML file that says which column and which word means what")
    .option("--skip-bad", "import what is right and write the wrong rows to a file")
    .option(
      "--rejected <file>",
      "that file; by default beside the first one; an existing file is kept and a number added",
    )
    .option("--try", "load nothing: tell what an import would do, and all that is wrong")
    .option("--update", "take rows that tell something else of known incidents as corrections")
    .option("--over-hand", "with --update: also what was corrected by hand since, which stays else")
    .option(
      "--yes",
      "do not ask: before --update corrects, or where new sites change what was published",
    )
    .addOption(authorOption())
    .addHelpText("after", examples)
    .addCommand(listImportsCommand(context))
    .addCommand(undoImportCommand(context))
    .action(async (files: string[], options: ImportCommandOptions) => {
      const { mapping, skipBad = false, rejected, author } = options;
      if (options.overHand && !options.update) {
        throw new CommandError("--over-hand says which corrections --update takes: add --update.");
      }
      // Read first: a convention that cannot be used stops the command before anything is imported.
      const convention = conventionOf(context.config, options.landlord);
      const summary = await withLandlordStore(context, options.landlord, async (store) => {
        const { nomenclature } = await signedRules(store, new Date());
        const readings = mapping
          ? { mapping: readMapping(mapping, nomenclature), mappingPath: mapping }
          : {};
        const given = (show: ShowProgress, update?: ImportOptions["update"]): ImportOptions => ({
          ...readings,
          ...(update && { update }),
          author,
          skipBad,
          ...(rejected ? { rejectedPath: rejected } : {}),
          onWait: (holder) => show(waitingFor(holder)),
          onProgress: (progress) => show(describeProgress(progress)),
        });
        const load = (update?: ImportOptions["update"]) =>
          withAgreement(terminal, { title: "Importing", yes: options.yes }, (restating, show) =>
            importIncidents(store, files, { ...given(show, update), restating }),
          );
        const isUpdate = options.update ?? false;
        const isOverHand = options.overHand ?? false;
        if (options.try) {
          const update = isUpdate ? { isPreview: true, isOverHand } : undefined;
          const trial = await terminal.step("Trying", (show) =>
            tryImport(store, files, given(show, update)),
          );
          terminal.line(describeTrial(trial, isUpdate, skipBad));
          if (trial.refusal === null || (skipBad && trial.refusal.canSkipBad)) return trial.summary;
          throw new CommandError("Nothing would be imported.");
        }
        if (!isUpdate) return load();
        const preview = await terminal.step("Looking for changes", (show) =>
          importIncidents(store, files, given(show, { isPreview: true, isOverHand })),
        );
        terminal.line(describeChanges(preview));
        const { changes } = preview;
        const expectedDigest = changes.digest;
        if (
          changes.corrected > 0 &&
          options.yes === undefined &&
          !(await terminal.confirm("Correct them?"))
        ) {
          return null;
        }
        return load({ isPreview: false, expectedDigest, isOverHand });
      });
      if (!options.try) {
        terminal.line(
          summary === null
            ? "Nothing was imported; with --yes it is done without a question."
            : describeImport(summary),
        );
      }
      if (summary === null) return;
      for (const warning of describeAlikeAddresses(summary)) terminal.complain(warning);
      if (convention === null) return;
      for (const warning of describeStraySites(summary, convention)) terminal.complain(warning);
    });
}

/** How far an import is, on one line. */
export function describeProgress(progress: ImportProgress): string {
  const { rowsRead, bytesRead, bytesTotal, fileNumber, files } = progress;
  const share = bytesTotal > 0 ? `, ${Math.floor((100 * bytesRead) / bytesTotal)} %` : "";
  return `${counted(rowsRead, "row")}${share}${files > 1 ? `, file ${fileNumber} of ${files}` : ""}`;
}
