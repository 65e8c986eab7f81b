import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { federationOf } from "@palier/schema";
import { type ComposedGraph, composeGraph } from "@palier/schema/composition";
import { readConvention, readIfPresent } from "@palier/service";
import { Command } from "commander";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { demonstrationConvention, repositoryRoot } from "../context/config.js";

interface ComposeOptions {
  readonly convention: string;
  readonly output?: string;
  readonly graph?: string;
  readonly check?: true;
}

/** Where each product of a composition goes; one that goes nowhere is absent. */
type Outputs = Readonly<Partial<Record<keyof ComposedGraph, string>>>;

const committed: Outputs = {
  supergraph: resolve(repositoryRoot, "schema/supergraph.graphql"),
  graph: resolve(repositoryRoot, "schema/graph.graphql"),
};

/** `palier compose`: writes the one graph of all landlords of a convention. */
export function composeCommand({ terminal }: CommandContext): Command {
  return new Command("compose")
    .description(
      "Write the common graph of all landlords of a convention: for gateways (supergraph), and as callers know it.",
    )
    .option("-c, --convention <file>", "the convention's file", demonstrationConvention)
    .option(
      "-o, --output <file>",
      "where to write the supergraph; for the demonstration schema/supergraph.graphql",
    )
    .option(
      "-g, --graph <file>",
      "where to write what callers may ask; for the demonstration schema/graph.graphql",
    )
    .option("--check", "write nothing; fail when a file is not what would be written")
    .action(async (options: ComposeOptions) => {
      const outputs = outputFiles(options);
      const composed = composeGraph(federationOf(readConvention(options.convention)));
      const files = (["supergraph", "graph"] as const).flatMap((product) => {
        const file = outputs[product];
        return file === undefined ? [] : [{ file, text: composed[product] }];
      });
      for (const { file, text } of files) {
        if (!options.check) await writeFile(file, text);
        else if ((await readIfPresent(file)) !== text) {
          throw new CommandError(
            `${shown(file)} is not current. Write it anew: npx palier compose`,
          );
        }
        terminal.line(options.check ? `${shown(file)} is current.` : `Wrote ${shown(file)}.`);
      }
    });
}

function outputFiles({ convention, output, graph }: ComposeOptions): Outputs {
  const named = {
    ...(output && { supergraph: resolve(output) }),
    ...(graph && { graph: resolve(graph) }),
  };
  if (output || graph) return named;
  if (resolve(convention) === demonstrationConvention) return committed;
  throw new CommandError("Say where to write the supergraph: --output <file>");
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
