import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { takeOverSite } from "@palier/landlord-store";
import { monthText, parseSealingKey } from "@palier/schema";
import { Command } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import { readHandOverFile } from "./hand-over-files.js";

interface TakeOverOptions {
  readonly landlord: string;
  readonly author: string;
  readonly as: string;
  readonly opens: string;
}

const explanation = `
The site is in your record already ("palier sites import") and nothing is counted of it. It begins with
the month after its seller's last; the windows of its months count the seller's, which are in none of
your totals, and its held level goes on. Take it over before you close its first month. The private key
is deleted: the file is good once.

Example:
  palier sites take-over hand-over-lisiere-RES-014.jwe --as B-14 \\
    --opens request-lisiere-RES-014.jws.key --landlord orme`;

/** `palier sites take-over`: a bought site goes on from where its seller left it. */
export function takeOverSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("take-over")
    .description("Take the counts and held level of a site that you bought from its seller.")
    .argument("<file>", "the file that the seller sent")
    .requiredOption("--as <reference>", "your reference of the site")
    .requiredOption("--opens <file>", "the private key of your request")
    .addOption(landlordOption())
    .addOption(authorOption())
    .addHelpText("after", explanation)
    .action(async (file: string, { landlord, author, as: reference, opens }: TakeOverOptions) => {
      const key = parseSealingKey(await readHandOverFile(opens));
      const sealed = await readHandOverFile(file);
      const taken = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
        terminal.step("Taking the site over", (show) =>
          takeOverSite(store, { sealed, key, reference, author }, undefined, (holder) =>
            show(waitingFor(holder)),
          ),
        ),
      );
      await rm(resolve(opens), { force: true });
      const { site, from, countedFrom, heldLevel, open } = taken;
      const level = heldLevel === null ? "without a level" : `at level ${heldLevel}`;
      terminal.line(
        `  ${reference} goes on from ${site} in ${monthText(from)}, ${level}; its windows count ${monthText(countedFrom)} to ${monthText(from - 1)}.`,
      );
      if (open.length > 0) {
        terminal.complain(
          `Please check: ${open.map(monthText).join(", ")} ${open.length === 1 ? "is" : "are"} not closed here; windows leave ${open.length === 1 ? "it" : "them"} out until you close ${open.length === 1 ? "it" : "them"}.`,
        );
      }
    });
}
