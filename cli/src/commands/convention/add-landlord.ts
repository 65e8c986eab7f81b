import { readFile, writeFile } from "node:fs/promises";
import { nextVersionText, parseConvention, parsePartyFile } from "@palier/schema";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { conventionFile } from "./convention-file.js";
import { describeNext } from "./describe-next.js";

interface AddOptions {
  readonly from: string;
  readonly output: string;
}

const explanation = `
Writes the next version with the landlord in it, as it has described itself; nothing else changes. Compare
the key with the landlord by telephone before anybody signs: whoever has that key's other half signs in
its name. The communes must stand among the territories.

Example:
  palier convention add-landlord convention-1.yaml glycine.landlord.yaml --from 2027-01-01 --output convention-2.yaml`;

/** `palier convention add-landlord`: the next version, with one landlord more. */
export function addLandlordCommand({ terminal }: CommandContext): Command {
  return new Command("add-landlord")
    .description("Write the next version with a landlord that joins, from the file it has sent.")
    .addArgument(conventionFile("file", "the version in force"))
    .argument("<party>", "the landlord's file, <slug>.landlord.yaml")
    .requiredOption("--from <day>", "first day of the next version, YYYY-MM-DD")
    .requiredOption("-o, --output <file>", "where to write it; nothing is overwritten")
    .addHelpText("after", explanation)
    .action(async (file: string, party: string, { from, output }: AddOptions) => {
      const text = await readFile(file, "utf8");
      const before = parseConvention(text, file);
      const { landlord, organisationNumber } = parsePartyFile(await readFile(party, "utf8"), party);
      const next = nextVersionText(text, { from, joining: landlord });
      const after = parseConvention(next, output);
      await writeFile(output, next, { flag: "wx" });
      terminal.line(
        [
          `${landlord.name} (${organisationNumber}) joins with the key ${landlord.key}: compare it by telephone.`,
          describeNext(before, after, output),
        ].join("\n"),
      );
    });
}
