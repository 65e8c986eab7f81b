import { removeSite } from "@palier/landlord-store";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";

/** `palier sites remove`: a site that was made by mistake. */
export function removeSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("remove")
    .description(
      "Remove a site that was made by mistake: no incident, decision, action or closed month rests on it.",
    )
    .argument("<reference>", "your reference of the site")
    .addOption(landlordOption())
    .action(async (reference: string, { landlord }: { readonly landlord: string }) => {
      await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Removing the site", (show) =>
          removeSite(store, reference, (holder) => show(waitingFor(holder))),
        ),
      );
      terminal.line(`  ${reference} is removed.`);
    });
}
