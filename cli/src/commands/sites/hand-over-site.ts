import { handOverSite } from "@palier/landlord-store";
import { monthText } from "@palier/schema";
import { Command } from "commander";
import { authorOption, landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { waitingFor } from "../waiting.js";
import {
  freeFile,
  inFileName,
  readHandOverFile,
  readSigningKey,
  signingKeyOption,
  writeOwnFile,
} from "./hand-over-files.js";

interface HandOverOptions {
  readonly landlord: string;
  readonly author: string;
  readonly key?: string;
  readonly output?: string;
}

const explanation = `
For a site that you sold ("palier sites end --reason SALE"), once its months are closed. The file holds its incidents
by month and family, of the months that the buyer's windows reach and the families that the grid looks
at, and its held level: no incident, and nothing of anybody. The buyer alone can open it. What was
handed to whom stands in the access log; the same request gets the same file again. A site is handed to
one buyer; to it again once the first file is no longer good. From then on the site's last month stays.

Example:
  palier sites hand-over RES-014 request-lisiere-RES-014.jws --landlord lisiere`;

/** `palier sites hand-over`: gives the buyer of a site its counts. */
export function handOverSiteCommand({ terminal, ...context }: CommandContext): Command {
  return new Command("hand-over")
    .description("Hand the counts and held level of a site that you sold to its buyer.")
    .argument("<reference>", "the site that you sold, or a number of it")
    .argument("<request>", "the file that the buyer sent")
    .addOption(landlordOption())
    .addOption(signingKeyOption())
    .addOption(authorOption())
    .option(
      "-o, --output <file>",
      "by default hand-over-<site>.jwe here, with a number where there is one",
    )
    .addHelpText("after", explanation)
    .action(
      async (
        called: string,
        requestFile: string,
        { landlord, author, key: file, output }: HandOverOptions,
      ) => {
        const name = `hand-over-${inFileName(`${landlord}:${called}`)}`;
        const target = freeFile(output, { name, ending: ".jwe" });
        const key = await readSigningKey({ terminal, ...context }, landlord, file);
        const request = await readHandOverFile(requestFile);
        const handed = await withLandlordStore({ terminal, ...context }, landlord, (store) =>
          terminal.step("Handing the site over", (show) =>
            handOverSite(store, { site: called, request, key, author }, undefined, (holder) =>
              show(waitingFor(holder)),
            ),
          ),
        );
        await writeOwnFile(target, handed.sealed);
        terminal.line(
          `  ${handed.reference}, ${monthText(handed.from)} to ${monthText(handed.to)}, is handed to ${handed.buyer}${handed.isRepeated ? ", as before" : ""}: send ${target}, which nobody else can open.`,
        );
      },
    );
}
