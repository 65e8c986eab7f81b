import { relative, resolve } from "node:path";
import { exportRecord } from "@palier/landlord-store";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withKeptStore } from "../../landlord/landlord-store.js";

interface ExportOptions {
  readonly landlord: string;
  readonly output?: string;
}

const explanation = `
Sites with what held of them, incidents with their circumstances, what is known of persons, corrections,
actions, decisions, counts, levels, the access log and what else the record holds, as CSV, GeoJSON and
JSON Lines, with a README of the columns. It is a copy in the clear: readable by you alone, and yours to
delete. The folder is there when it is whole; an existing one is never replaced. To go back to, take a
backup instead ("palier backup").

Example:
  palier export --landlord lisiere --output lisiere-2026-11-27`;

/** `palier export`: all that a landlord holds, in open formats. */
export function exportCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command("export")
    .description("Write all that a landlord holds to a folder, in open formats.")
    .addOption(landlordOption())
    .option("-o, --output <folder>", "by default <landlord>-export here")
    .addHelpText("after", explanation)
    .action(async ({ landlord, output }: ExportOptions) => {
      const folder = resolve(output ?? `${landlord}-export`);
      const files = await withKeptStore(context, landlord, (store) =>
        terminal.step("Exporting", (show) => exportRecord(store, landlord, folder, show)),
      );
      terminal.line(
        `Wrote ${counted(files.length, "file")} to ${relative(process.cwd(), folder) || folder}. They hold personal data: delete them after use.`,
      );
    });
}
