import { type ListedSite, listSites } from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

const mostListed = 200;

/** `palier sites list`: each site with its months and what held in them. */
export function listSitesCommand(context: CommandContext): Command {
  return new Command("list")
    .description(
      `List a landlord's sites with their first and last months and what held from when on; ${mostListed} lines at most.`,
    )
    .argument("[reference]", "one site; by default all")
    .addOption(landlordOption())
    .action(async (reference: string | undefined, { landlord }: { readonly landlord: string }) => {
      const sites = await withLandlordStore(context, landlord, (store) =>
        listSites(store, reference ?? null, mostListed),
      );
      context.terminal.line(
        sites.length === 0 ? "There is no such site." : formatTable(sites, columns),
      );
    });
}

const columns = [
  { title: "reference", text: ({ reference }: ListedSite) => reference },
  { title: "from", text: ({ from }: ListedSite) => (from === 0 ? "" : monthText(from)) },
  { title: "to", text: ({ to }: ListedSite) => lastText(to) },
  { title: "dwellings", text: ({ dwellings }: ListedSite) => String(dwellings), isNumber: true },
  { title: "commune", text: ({ commune }: ListedSite) => commune },
  { title: "district", text: ({ priorityDistrict }: ListedSite) => priorityDistrict ?? "" },
  { title: "name", text: ({ name }: ListedSite) => name },
];

function lastText(to: MonthNumber | null): string {
  return to === null ? "" : monthText(to);
}
