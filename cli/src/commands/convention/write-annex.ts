import { relative, resolve } from "node:path";
import {
  annex,
  type Convention,
  compilePolicy,
  federationOf,
  type Policies,
  partnerKinds,
} from "@palier/schema";
import { composeSupergraph } from "@palier/schema/composition";
import { readConvention, readIfPresent } from "@palier/service";
import { Command } from "commander";
import { buildSchema } from "graphql";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { repositoryRoot } from "../../context/config.js";
import { writeOutput } from "../../context/write-output.js";
import { conventionFile } from "./convention-file.js";

interface AnnexOptions {
  readonly output?: string;
  readonly check?: true;
}

const explanation = `
It is made from the convention, never written by hand: parties, who sees what, purposes, disclosure
rules, retention, and the fields of the graph behind each line.

Example:
  palier convention annex convention.yaml --output annexe.md`;

/** `palier convention annex`: the annex that lawyers read, in French. */
export function writeAnnexCommand({ terminal }: CommandContext): Command {
  return new Command("annex")
    .description("Write the convention's annex, the text that lawyers read, in French.")
    .addArgument(conventionFile())
    .option("-o, --output <file>", "where to write; by default docs/annex-<reference>.md")
    .option("--check", "write nothing; fail when the file is not what would be written")
    .addHelpText("after", explanation)
    .action(async (file: string, { output, check }: AnnexOptions) => {
      const convention = readConvention(file);
      const target = output === undefined ? annexFile(convention) : resolve(output);
      const text = annexOf(convention);
      const shown = relative(process.cwd(), target) || target;
      if (check) {
        if ((await readIfPresent(target)) === text) return terminal.line(`${shown} is current.`);
        throw new CommandError(
          `${shown} is not current. Write it anew: npx palier convention annex ${file}`,
        );
      }
      await writeOutput(target, text);
      terminal.line(`Wrote ${shown}.`);
    });
}

/** Where the annex of a convention is kept in the checkout. */
export function annexFile({ reference }: Pick<Convention, "reference">): string {
  return resolve(repositoryRoot, `docs/annex-${reference}.md`);
}

/** The annex of a convention: what the platform applies for it, in the words of lawyers. */
function annexOf(convention: Convention): string {
  // Composition has checked it; what its directives mean does not matter to the fields.
  const graph = buildSchema(composeSupergraph(federationOf(convention)), { assumeValid: true });
  const entries = partnerKinds.map((kind) => [kind, compilePolicy(convention, kind, graph)]);
  // One entry a kind, from the list that the type is made of.
  return annex(convention, Object.fromEntries(entries) as Policies);
}
