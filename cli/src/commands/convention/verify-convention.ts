import { conventionInForce } from "@palier/landlord-store";
import type { Convention, ConventionState, LandlordParty } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import { optionalLandlordOption } from "../../arguments/values.js";
import { formatTable } from "../../console/table.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { withLandlordStores } from "../../landlord/landlord-store.js";
import { conventionFile } from "./convention-file.js";

interface Verdict {
  readonly slug: string;
  readonly state: ConventionState | "NO_KEY" | "NOT_HERE";
}

const explanation = `
Each landlord's signature is looked up at its own database and checked against the key that the
convention lists. Without --landlord: every landlord whose database is in the local platform.

Examples:
  palier convention verify .palier/served-convention.yaml
  DATABASE_URL=… palier convention verify convention.yaml --landlord lisiere`;

/** `palier convention verify`: who has signed, and whether the convention is in force. */
export function verifyConventionCommand(context: CommandContext): Command {
  return new Command("verify")
    .description("Say which landlords have signed exactly this convention, and if it is in force.")
    .addArgument(conventionFile())
    .addOption(optionalLandlordOption())
    .addHelpText("after", explanation)
    .action(async (file: string, { landlord }: { readonly landlord?: string }) => {
      const convention = readConvention(file);
      const parties = convention.landlords.filter(
        ({ slug }) => landlord === undefined || slug === landlord,
      );
      if (parties.length === 0) {
        throw new CommandError(`"${landlord}" is no landlord of this convention.`);
      }
      const verdicts = await verdictsOn(context, convention, parties);
      const table = describeVerdicts(verdicts, convention);
      if (verdicts.every(({ state }) => state === "IN_FORCE")) return context.terminal.line(table);
      throw new CommandError(`${table}\n\nNot in force for every landlord.`);
    });
}

function verdictsOn(
  context: CommandContext,
  convention: Convention,
  parties: readonly LandlordParty[],
): Promise<Verdict[]> {
  const slugs = parties.map(({ slug }) => slug);
  return withLandlordStores(context, slugs, (stores) =>
    Promise.all(
      parties.map(async ({ slug, key }): Promise<Verdict> => {
        if (key === undefined) return { slug, state: "NO_KEY" };
        const store = stores.get(slug);
        if (store === undefined) return { slug, state: "NOT_HERE" };
        const signatory = { slug, publicKey: key };
        return { slug, state: await conventionInForce(store, convention, signatory, new Date()) };
      }),
    ),
  );
}

function describeVerdicts(verdicts: readonly Verdict[], { validity }: Convention): string {
  const words: Readonly<Record<Verdict["state"], string>> = {
    IN_FORCE: "signed, in force",
    NOT_SIGNED: "not signed with this text and key",
    NOT_YET_VALID: `signed, in force from ${validity.from}`,
    EXPIRED: `signed, expired after ${validity.until}`,
    SUPERSEDED: "signed, and a later version is signed",
    NO_KEY: "cannot sign: the convention has no key of it",
    NOT_HERE: "its database is not here",
  };
  return formatTable(verdicts, [
    { title: "landlord", text: ({ slug }) => slug },
    { title: "state", text: ({ state }) => words[state] },
  ]);
}
