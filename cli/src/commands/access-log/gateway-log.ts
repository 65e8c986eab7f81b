import { resolve } from "node:path";
import { readKeyFile } from "@palier/landlord-store";
import type { ChainPoint } from "@palier/schema";
import { counted, figure } from "@palier/schema";
import { Command } from "commander";
import { optionalLandlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import type { Config } from "../../context/config.js";
import { dataFolderOf } from "../../context/data-folder.js";
import { localConvention } from "../../landlord/local-parties.js";
import { describeEntries, parseLimit } from "./list-log.js";
import { parsePoint, pointText } from "./verify-log.js";

interface GatewayOptions {
  readonly folder?: string;
  readonly from?: string;
  readonly landlord?: string;
  readonly key?: string;
  readonly kept?: ChainPoint;
  readonly limit: number;
}

const explanation = `
What a gateway refuses reaches no landlord, so it keeps a log of its own: who asked for fields that
the convention does not show, and who could not prove who they are. Of one person the first refusals
have an entry each, and the rest are counted.

Whoever runs the gateway reads its files. A landlord asks the gateway, by the key that the convention
names, and gets the entries that name fields of landlords; of the others it gets what the chain needs
to be followed.

Examples:
  palier audit gateway                                           the platform of palier start
  palier audit gateway --folder /etc/palier/keys/refusals        a gateway of your own
  palier audit gateway --from https://gateway.example --landlord lisiere --key lisiere.json`;

/** `palier audit gateway`: what a gateway refused, and whether its log of it is whole. */
export function gatewayLogCommand(context: CommandContext): Command {
  return new Command("gateway")
    .description("List what a gateway refused, and prove its log of it whole.")
    .option("--folder <folder>", "the gateway's log (its PALIER_REFUSALS)")
    .option("--from <address>", "ask a gateway instead, as a landlord")
    .addOption(optionalLandlordOption())
    .option("--key <file>", "the landlord's private key; by default the local platform's")
    .option("--kept <number:hash>", "the last entry as an earlier reading printed it", parsePoint)
    .option("--limit <number>", "how many of the latest entries to list", parseLimit, 50)
    .addHelpText("after", explanation)
    .action(async (options: GatewayOptions) => {
      const { verdict, latest } = await readingOf(context.config, options);
      context.terminal.line(
        latest.length === 0 ? "The gateway has refused nothing yet." : describeEntries(latest),
      );
      if (!verdict.isWhole) {
        const rest = verdict.problemCount - verdict.problems.length;
        throw new CommandError(
          [
            `The gateway's log is not what was written (${counted(verdict.problemCount, "problem")}):`,
            ...verdict.problems.map((problem) => `- ${problem}`),
            ...(rest > 0 ? [`… and ${figure(rest)} more.`] : []),
          ].join("\n"),
        );
      }
      const removed =
        verdict.removedUntil > 0
          ? `; entries up to ${verdict.removedUntil} were removed by rule`
          : "";
      context.terminal.line(
        `The gateway's log is whole: ${counted(verdict.entries, "entry", "entries")}${removed}.`,
      );
      if (verdict.last !== null) {
        context.terminal.line(`  Keep this elsewhere, for --kept: ${pointText(verdict.last)}`);
      }
    });
}

async function readingOf(
  config: Config,
  { folder, from, landlord, key, kept, limit }: GatewayOptions,
) {
  const places = dataFolderOf(config.dataFolder);
  const { accessLogMonths: months } = localConvention(config).retention;
  const terms = { kept: kept ?? null, limit, months };
  const { fetchRefusals, NoRefusalsError, readRefusals } = await import("@palier/gateway/refusals");
  if (from === undefined) {
    return readRefusals(folder === undefined ? places.refusals : resolve(folder), terms);
  }
  if (landlord === undefined) {
    throw new CommandError("Say as which landlord to ask the gateway, with --landlord.");
  }
  const ownKey = await readKeyFile(
    key === undefined ? places.landlordKeyFile(landlord) : resolve(key),
  );
  try {
    const origin = new URL(from).origin;
    return await fetchRefusals(origin, { slug: landlord, key: ownKey }, terms);
  } catch (error) {
    if (error instanceof NoRefusalsError) throw new CommandError(error.message);
    throw error;
  }
}
