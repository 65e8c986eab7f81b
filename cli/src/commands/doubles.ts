import { listAlike, mostAlike } from "@palier/landlord-import";
import { figure } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../arguments/values.js";
import { formatTable } from "../console/table.js";
import type { CommandContext } from "../context/command-context.js";
import { withLandlordStore } from "../landlord/landlord-store.js";

const examples = `
Rows without a reference are one incident when day, nature, site, part of the day, place and
severity are the same. Earlier versions took any difference in the writing of a row for another
incident. Those that may have been counted twice stand here together; nothing is changed.

Example:
  palier doubles --landlord lisiere`;

/** `palier doubles`: incidents that may be one. */
export function doublesCommand(context: CommandContext): Command {
  return new Command("doubles")
    .description("List a landlord's incidents of earlier imports that may be one and the same.")
    .addOption(landlordOption())
    .addHelpText("after", examples)
    .action(async ({ landlord }: { readonly landlord: string }) => {
      const alike = await withLandlordStore(context, landlord, (store) => listAlike(store));
      if (alike.length === 0) {
        context.terminal.line("  No incident stands twice.");
        return;
      }
      context.terminal.line(
        formatTable(alike, [
          { title: "", text: ({ group }) => String(group), isNumber: true },
          { title: "site", text: ({ site }) => site },
          { title: "day", text: ({ day }) => day },
          { title: "category", text: ({ category }) => category },
          { title: "file", text: ({ file }) => file },
          { title: "line", text: ({ line }) => String(line), isNumber: true },
          { title: "incident", text: ({ id }) => id },
        ]),
      );
      if (alike.length === mostAlike) {
        context.terminal.line(`  The first ${figure(mostAlike)} are listed.`);
      }
    });
}
