import { removeSite } from "@palier/landlord-store";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { addSiteActOptions, type SiteActOptions, sayWhich } from "./site-act-options.js";

/** `palier sites remove`: a site that was made by mistake. */
export function removeSiteCommand({ terminal, ...context }: CommandContext): Command {
  const command = new Command("remove")
    .description(
      "Remove a site that was made by mistake: no incident, decision, action or closed month rests on it.",
    )
    .argument("<reference>", "your reference of the site, or a number of it");
  return addSiteActOptions(command).action(
    async (called: string, { landlord, ...act }: SiteActOptions) => {
      const reference = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Removing the site", (show) =>
          removeSite(store, called, { ...act, onWait: (holder) => show(waitingFor(holder)) }),
        ),
      );
      for (const line of sayWhich(called, reference)) terminal.line(line);
      terminal.line(`  ${reference} is removed.`);
    },
  );
}
