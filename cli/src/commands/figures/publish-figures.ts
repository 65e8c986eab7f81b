import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { yearlyFigures } from "@palier/landlord-store";
import {
  counted,
  figure,
  type PublicFigures,
  publicFiguresCsv,
  publicFiguresNote,
} from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

interface PublishOptions {
  readonly landlord: string;
  readonly year: number;
  readonly output: string;
}

const explanation = `
For a convention that has the term "publicFigures": incidents of a year by commune or priority district
and by family, for anybody to read. All twelve months are closed. Figures rest on the subtotals that
releases show and on nothing else; what has a withheld part, or is below the convention's threshold, is
withheld, and each other number is rounded by itself. There are no totals. The folder gets a CSV, and
beside it a JSON that says under which convention, how much is withheld and why, in French and English.
The same year gives the same files until one of its months is opened; what then changes says so.

Example:
  palier figures publish --landlord lisiere --year 2025 --output lisiere-2025`;

/** `palier figures publish`: yearly figures that anybody may read. */
export function publishFiguresCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("publish")
    .description("Write a landlord's yearly figures for anybody to read.")
    .addOption(landlordOption())
    .requiredOption("--year <year>", "whose twelve months are closed", parseYear)
    .requiredOption("-o, --output <folder>", "a new folder")
    .addHelpText("after", explanation)
    .action(async ({ landlord, year, output }: PublishOptions) => {
      const published = await withLandlordStore(context, landlord, (store) =>
        terminal.step("Reading releases", () => yearlyFigures(store, year)),
      );
      const folder = resolve(output);
      await writeFigures(folder, published);
      const { figures } = published;
      const withheld = figures.filter(({ status }) => status === "WITHHELD").length;
      terminal.line(
        `Wrote ${counted(figures.length, "figure")} of ${year} to ${relative(process.cwd(), folder) || folder}, ${figure(withheld)} of them withheld.`,
      );
    });
}

function parseYear(text: string): number {
  if (!/^[1-9]\d{3}$/.test(text)) throw new InvalidArgumentError("Write a year, e.g. 2025.");
  return Number(text);
}

/** Both files or neither; an existing folder is never replaced. */
async function writeFigures(folder: string, published: PublicFigures): Promise<void> {
  const name = `figures-${published.landlord}-${published.year}`;
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new CommandError(`${folder}: it exists already and is not replaced.`);
  });
  try {
    await writeFile(join(folder, `${name}.csv`), publicFiguresCsv(published));
    await writeFile(join(folder, `${name}.json`), publicFiguresNote(published));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
