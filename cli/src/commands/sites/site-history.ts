import { type SiteActRow, siteHistory } from "@palier/landlord-store";
import { monthText } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import { utcTime } from "../../console/utc-time.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

/** `palier sites history`: who did what to a site, and why. */
export function siteHistoryCommand(context: CommandContext): Command {
  return new Command("history")
    .description("List what became of a site, who did it and why; also of one that was removed.")
    .argument("<reference>", "your reference of the site, or a number of it")
    .addOption(landlordOption())
    .action(async (called: string, { landlord }: { readonly landlord: string }) => {
      const acts = await withLandlordStore(context, landlord, (store) =>
        siteHistory(store, called),
      );
      context.terminal.line(
        acts.length === 0
          ? "Nothing is known of such a site; acts are kept since this version."
          : formatTable(acts, columns),
      );
    });
}

const columns = [
  { title: "time (UTC)", text: ({ madeAt }: SiteActRow) => utcTime(madeAt) },
  { title: "act", text: ({ act }: SiteActRow) => act.toLowerCase().replace("_", " ") },
  { title: "from", text: ({ month }: SiteActRow) => (month ? monthText(month) : "") },
  { title: "reason", text: ({ reason }: SiteActRow) => reason },
  { title: "author", text: ({ author }: SiteActRow) => author ?? "" },
  { title: "account", text: ({ account }: SiteActRow) => account },
  { title: "with", text: ({ others }: SiteActRow) => others.join(", ") },
  { title: "dwellings", text: ({ dwellings }: SiteActRow) => String(dwellings), isNumber: true },
  { title: "commune", text: ({ commune }: SiteActRow) => commune },
  { title: "name", text: ({ name }: SiteActRow) => name },
];
