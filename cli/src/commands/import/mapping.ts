import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { draftMapping, readMapping, tryImport } from "@palier/landlord-import";
import { signedRules } from "@palier/landlord-store";
import { counted, figure } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { unwritable } from "../../context/write-output.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { describeRefusal } from "../describe-refusal.js";
import { waitingFor } from "../waiting.js";

interface DraftOptions {
  readonly landlord: string;
  readonly output?: string;
  readonly sheet?: string | null;
}

/** `palier mapping`: helps to say what columns and words of a landlord's files mean. */
export function mappingCommand(context: CommandContext): Command {
  return new Command("mapping")
    .description("Draft or check a mapping of a landlord's files (draft, check).")
    .addCommand(draftCommand(context))
    .addCommand(checkCommand(context));
}

const draftHelp = `
Guesses columns by the words of their headers and by what stands in them, and words that are misspelled names
of the nomenclature. Whatever is not sure is a question, listed at the end of the draft. A file that stands
there already is never replaced.

Example:
  palier mapping draft 2026.csv --landlord lisiere`;

function draftCommand(context: CommandContext): Command {
  return new Command("draft")
    .description("Write a mapping with guesses, and the questions left.")
    .argument("<file>", "a file as your own system exports it")
    .addOption(landlordOption())
    .option(
      "-o, --output <file>",
      "where to write it; by default beside the file, as .mapping.yaml",
    )
    .option("--sheet <name>", "the sheet of a workbook that has several, by its name or number")
    .addHelpText("after", draftHelp)
    .action(async (file: string, { landlord, output, sheet = null }: DraftOptions) => {
      const path = output ?? `${file.slice(0, file.length - extname(file).length)}.mapping.yaml`;
      const { text, questions } = await withLandlordStore(context, landlord, (store) =>
        draftMapping(store, file, { sheet }),
      );
      try {
        await writeFile(path, text, { flag: "wx" });
      } catch (error) {
        throw unwritable(path, error);
      }
      context.terminal.line(`  ${path} is written; ${counted(questions.length, "question")} left`);
      for (const question of questions) context.terminal.line(`  - ${question}`);
    });
}

const checkHelp = `
Without a file the mapping itself is checked: keys, codes, and words told twice, each with line and column.
With one, its columns and words too, by the reading of an import that loads nothing.

Example:
  palier mapping check mapping.yaml 2026.csv --landlord lisiere`;

function checkCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("check")
    .description("Check a mapping, and whether it fits a file.")
    .argument("<mapping>", "the mapping")
    .argument("[file]", "a file that it is to read")
    .addOption(landlordOption())
    .addHelpText("after", checkHelp)
    .action(async (path: string, file: string | undefined, { landlord }: DraftOptions) => {
      const trial = await withLandlordStore(context, landlord, async (store) => {
        const { nomenclature } = await signedRules(store, new Date());
        const mapping = readMapping(path, nomenclature);
        if (file === undefined) return null;
        return terminal.step("Reading", (show) =>
          tryImport(store, [file], { mapping, onWait: (holder) => show(waitingFor(holder)) }),
        );
      });
      terminal.line(`  ${path} can be used`);
      if (trial === null || file === undefined) return;
      if (trial.refusal !== null) {
        terminal.line(describeRefusal(trial.refusal));
        throw new CommandError(`${path} does not fit ${file} yet.`);
      }
      terminal.line(`  it reads all of ${file}: ${figure(trial.summary.rowsRead)} rows`);
    });
}
