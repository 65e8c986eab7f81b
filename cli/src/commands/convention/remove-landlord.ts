import { readFile, writeFile } from "node:fs/promises";
import { type Convention, nextVersionText, parseConvention, readLeaving } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { conventionFile } from "./convention-file.js";
import { describeNext } from "./describe-next.js";

interface RemoveOptions {
  readonly landlord: string;
  readonly statement?: string;
  readonly from: string;
  readonly output: string;
}

const explanation = `
Writes the next version without the landlord; nothing else changes. Its statement that it leaves
(palier landlord leave) is checked by its key where it is given. Callers lose the landlord's own types: the
gateway follows once that is accepted (palier compose --accept).

Example:
  palier convention remove-landlord convention-2.yaml --landlord glycine --statement glycine.leaving.jws \\
    --from 2027-07-01 --output convention-3.yaml`;

/** `palier convention remove-landlord`: the next version, with one landlord less. */
export function removeLandlordCommand({ terminal }: CommandContext): Command {
  return new Command("remove-landlord")
    .description("Write the next version without a landlord that leaves.")
    .addArgument(conventionFile("file", "the version in force"))
    .addOption(landlordOption())
    .option("--statement <file>", "the landlord's signed statement that it leaves")
    .requiredOption("--from <day>", "first day of the next version, YYYY-MM-DD")
    .requiredOption("-o, --output <file>", "where to write it; nothing is overwritten")
    .addHelpText("after", explanation)
    .action(async (file: string, { landlord, statement, from, output }: RemoveOptions) => {
      const text = await readFile(file, "utf8");
      const before = parseConvention(text, file);
      const said =
        statement === undefined ? null : await checkStatement(before, landlord, statement);
      const next = nextVersionText(text, { from, leaving: landlord });
      const after = parseConvention(next, output);
      await writeFile(output, next, { flag: "wx" });
      terminal.line(
        [
          said === null
            ? `${landlord} is left out, without a statement of its own.`
            : `${landlord} leaves, by its own statement of ${said}.`,
          describeNext(before, after, output),
        ].join("\n"),
      );
    });
}

/** @returns since when it says so. */
async function checkStatement(
  { reference, landlords }: Convention,
  slug: string,
  file: string,
): Promise<string> {
  const key = landlords.find((landlord) => landlord.slug === slug)?.key ?? "";
  const said = await readLeaving((await readFile(file, "utf8")).trim(), key);
  if (said?.landlord === slug && said.reference === reference) return said.since;
  throw new CommandError(
    `${file} is no statement of "${slug}" that it leaves ${reference}, signed by its key in the convention.`,
  );
}
