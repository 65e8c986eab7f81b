import { requestTakeOver } from "@palier/landlord-store";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import {
  freeFile,
  inFileName,
  readSigningKey,
  signingKeyOption,
  writeOwnFile,
} from "./hand-over-files.js";

interface RequestOptions {
  readonly landlord: string;
  readonly key?: string;
  readonly output?: string;
}

const explanation = `
First of three acts by which a site that you bought keeps its level, where the convention has the term
\`siteHandOver\`. Two files are written: the request, for the seller, and beside it the private key that
opens the answer, <file>.key, which stays with you.

  you        palier sites request lisiere:RES-014 --landlord orme
  the seller palier sites hand-over RES-014 request-lisiere-RES-014.jws --landlord lisiere
  you        palier sites take-over hand-over-lisiere-RES-014.jwe --as B-14 \\
               --opens request-lisiere-RES-014.jws.key --landlord orme`;

/** `palier sites request`: asks a seller for the counts of a site that was bought. */
export function requestSiteCommand(context: CommandContext): Command {
  return new Command("request")
    .description("Ask the seller of a site that you bought for its counts and held level.")
    .argument("<site>", "the site's id at its seller, e.g. lisiere:RES-014")
    .addOption(landlordOption())
    .addOption(signingKeyOption())
    .option(
      "-o, --output <file>",
      "by default request-<site>.jws here, with a number where there is one",
    )
    .addHelpText("after", explanation)
    .action(async (site: string, { landlord, key: keyFile, output }: RequestOptions) => {
      const usual = { name: `request-${inFileName(site)}`, ending: ".jws" };
      const file = freeFile(output, usual, ["", ".key"]);
      const own = await readSigningKey(context, landlord, keyFile);
      const asked = await withLandlordStore(context, landlord, (store) =>
        requestTakeOver(store, site, own, new Date()),
      );
      // The key first: a request without it would be answered for nobody.
      await writeOwnFile(`${file}.key`, JSON.stringify(asked.key));
      await writeOwnFile(file, asked.request);
      const day = asked.goodUntil.toISOString().slice(0, 10);
      context.terminal.line(
        `  Send ${file} to ${asked.seller}; its answer is good until ${day}.\n  Keep ${file}.key, which opens the answer, to yourself.`,
      );
    });
}
