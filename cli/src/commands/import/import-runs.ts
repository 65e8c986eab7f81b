import { listImports, undoImport } from "@palier/landlord-store";
import { counted, figure } from "@palier/schema";
import { Command } from "commander";
import { parseNumber } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

/** What `palier import` was given; its own options are those of the commands below it, too. */
interface ImportOptions {
  readonly landlord: string;
  readonly author: string;
}

/** `palier import list`: the imports that brought anything. */
export function listImportsCommand(context: CommandContext): Command {
  return new Command("list")
    .description("List the imports that brought anything, the latest first.")
    .addHelpText("after", "\nExample:\n  palier import list --landlord lisiere")
    .action(async (_options: object, command: Command) => {
      const { landlord } = command.optsWithGlobals<ImportOptions>();
      const imports = await withLandlordStore(context, landlord, (store) => listImports(store));
      context.terminal.line(
        imports.length === 0
          ? "Nothing was imported yet."
          : formatTable(imports, [
              { title: "import", text: ({ id }) => String(id), isNumber: true },
              { title: "time (UTC)", text: ({ importedAt }) => utcTime(importedAt) },
              { title: "author", text: ({ author }) => author ?? "" },
              {
                title: "added",
                text: ({ incidentsAdded }) => figure(incidentsAdded),
                isNumber: true,
              },
              {
                title: "corrected",
                text: ({ incidentsCorrected }) => figure(incidentsCorrected),
                isNumber: true,
              },
              { title: "taken back", text: ({ undoneAt }) => (undoneAt ? utcTime(undoneAt) : "") },
              { title: "files", text: ({ files }) => files.join(", ") },
            ]),
      );
    });
}

const explanation = `
What the import brought is gone, with what was corrected of it later; what it corrected is as it was
before, unless a later correction holds. Withdrawn incidents stay withdrawn. All of its months must be
open. The same files may be imported again afterwards. Files imported later that tell or correct some of
what it brought are named, and refuse the act: --told-again goes on, and they are to be imported again.

Example:
  palier import undo 7 --landlord lisiere`;

interface UndoOptions {
  readonly toldAgain: boolean;
}

/** `palier import undo`: takes a whole import back. */
export function undoImportCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("undo")
    .description("Take a whole import back.")
    .argument("<import>", "its number, of palier import list", parseNumber)
    .option("--told-again", "incidents go that later files tell or correct, too", false)
    .addHelpText("after", explanation)
    .action(async (id: number, { toldAgain: isToldAgain }: UndoOptions, command: Command) => {
      const { landlord, author } = command.optsWithGlobals<ImportOptions>();
      const summary = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Taking the import back", (show) =>
          undoImport(store, id, {
            author,
            isToldAgain,
            onWait: (holder) => show(waitingFor(holder)),
          }),
        ),
      );
      const { removed, removedWithCorrections, restored, keptByLaterCorrection, withdrawn } =
        summary;
      terminal.line(`  ${counted(removed, "incident")} removed, ${figure(restored)} as before`);
      if (removedWithCorrections > 0) {
        terminal.line(
          `  ${figure(removedWithCorrections)} of those removed had been corrected later`,
        );
      }
      if (keptByLaterCorrection > 0) {
        terminal.line(`  ${counted(keptByLaterCorrection, "incident")} kept as corrected later`);
      }
      for (const { importId, fileName } of summary.toldAgain) {
        const which = importId > 0 ? `the files of import ${importId} (${fileName})` : fileName;
        terminal.line(`  import ${which} again: some of what is gone was told there, too`);
      }
      if (withdrawn > 0) terminal.line(`  ${counted(withdrawn, "incident")} stay withdrawn`);
    });
}
