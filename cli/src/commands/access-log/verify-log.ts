import {
  describeLogProblem,
  type LandlordStore,
  type LogVerdict,
  verifyLog,
} from "@palier/landlord-store";
import type { ChainPoint } from "@palier/schema";
import { counted, figure } from "@palier/schema";
import { Command, InvalidArgumentError } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { readHeldHeads } from "./heads.js";
import { landlordKeyOption, landlordPublicKey, signedTerms } from "./landlord-key.js";

interface VerifyOptions {
  readonly landlord: string;
  readonly key?: string;
  readonly kept?: ChainPoint;
  readonly heads?: readonly string[];
}

const explanation = `
Every entry holds the hash of the one before it, so an entry that was changed, removed or inserted
shows. What was purged is right only where the convention that the landlord has signed lets it go. Who may do everything to the database could write all of it anew: keep the last line
somewhere else, and give it back with --kept the next time, or compare with the signed heads that others hold.

Examples:
  palier audit verify --landlord lisiere
  palier audit verify --landlord lisiere --kept 1042:sha256…
  palier audit verify --landlord lisiere --key lisiere-key.json --heads heads-of-others.txt`;

/** `palier audit verify`: whether the access log is what was written. */
export function verifyLogCommand(context: CommandContext): Command {
  return new Command("verify")
    .description("Prove that a landlord's access log is whole, or say where it is not.")
    .addOption(landlordOption())
    .addOption(landlordKeyOption())
    .option("--kept <number:hash>", "the last entry as an earlier verify printed it", parsePoint)
    .option("--heads <file...>", "what others hold, as palier audit heads wrote it there")
    .addHelpText("after", explanation)
    .action(async ({ landlord, key, kept, heads: files = [] }: VerifyOptions) => {
      const publicKey = await landlordPublicKey(context, landlord, key);
      await withLandlordStore(context, landlord, (store) =>
        proveLog(context, store, { landlord, publicKey, kept, files }),
      );
    });
}

interface Proof {
  readonly landlord: string;
  readonly publicKey: string | null;
  readonly kept?: ChainPoint | undefined;
  readonly files: readonly string[];
}

/**
 * Follows the whole chain and says that it is whole.
 *
 * @throws CommandError that says where it is not.
 */
export async function proveLog(
  { terminal }: CommandContext,
  store: LandlordStore,
  { landlord, publicKey, kept, files }: Proof,
): Promise<void> {
  const { verdict, held } = await terminal.step("Following the chain", async () => {
    const terms = await signedTerms(store, landlord, publicKey);
    const held = await readHeldHeads(files, terms);
    const heads = terms.signers.length > 0 ? { signers: terms.signers, held } : null;
    const { dueBefore } = terms;
    return { verdict: await verifyLog(store, { kept, dueBefore, heads }), held };
  });
  if (!verdict.isWhole) throw new CommandError(describeBreach(verdict));
  terminal.line(describeWhole(verdict, held.length));
}

/** `1042:4f3a…`, as `pointText` writes it. */
export function parsePoint(text: string): ChainPoint {
  const [, sequence, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new InvalidArgumentError("Write it as it was printed: number, colon, hash.");
  }
  return { sequence: Number(sequence), hash };
}

/** The last entry in one word, to be kept elsewhere. */
export function pointText({ sequence, hash }: ChainPoint): string {
  return `${sequence}:${hash}`;
}

function describeWhole(verdict: LogVerdict, held: number): string {
  const { entries, purged, notComparable, ownHeads, last } = verdict;
  const gone = purged > 0 ? `; ${counted(purged, "more was", "more were")} purged by rule` : "";
  const lines = [`The access log is whole: ${counted(entries, "entry", "entries")}${gone}.`];
  if (notComparable > 0) {
    lines.push(
      `  Not comparable: ${counted(notComparable, "purged entry", "purged entries")} from before links were salted.`,
    );
  }
  lines.push(
    ownHeads === null
      ? "  Its signed heads were not looked at: no convention signed with a known key names its logKey."
      : `  It agrees with ${counted(ownHeads, "signed head")} of its own and ${figure(held)} that others hold.`,
  );
  if (last !== null) lines.push(`  Keep this elsewhere, for --kept: ${pointText(last)}`);
  return lines.join("\n");
}

function describeBreach({ problemCount, problems }: LogVerdict): string {
  const rest = problemCount - problems.length;
  return [
    `The access log is not what was written (${counted(problemCount, "problem")}):`,
    ...problems.map((problem) => `- ${describeLogProblem(problem)}`),
    ...(rest > 0 ? [`… and ${figure(rest)} more.`] : []),
  ].join("\n");
}
