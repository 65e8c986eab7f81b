import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { type Convention, federationOf } from "@palier/schema";
import { breakingChanges, type ComposedGraph, composeGraph } from "@palier/schema/composition";
import { readConvention, readIfPresent } from "@palier/service";
import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../context/command-context.js";
import { CommandError } from "../context/command-error.js";
import { demonstrationConvention, repositoryRoot } from "../context/config.js";

interface ComposeOptions {
  readonly convention: string;
  readonly output?: string;
  readonly graph?: string;
  readonly check?: true;
  readonly accept?: true;
  readonly address?: ReadonlyMap<string, string>;
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
    .option(
      "-a, --address <name=url>",
      "where gateways reach a subgraph, in place of the convention's endpoint; once for each",
      collectAddress,
    )
    .option("--accept", "also where callers lose what they could ask of the graph before")
    .option("--check", "write nothing; fail when a file is not what would be written")
    .action(async (options: ComposeOptions) => {
      const outputs = outputFiles(options);
      const convention = readConvention(options.convention);
      const addresses = options.address ?? new Map();
      requireSubgraphs(convention, addresses);
      const composed = composeGraph(federationOf(convention, addresses));
      const files = (["supergraph", "graph"] as const).flatMap((product) => {
        const file = outputs[product];
        return file === undefined ? [] : [{ file, text: composed[product] }];
      });
      if (!options.check && !options.accept) await refuseToBreak(outputs.supergraph, composed);
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

/** A gateway that follows the convention takes a supergraph that was written for accepted. */
async function refuseToBreak(file: string | undefined, { graph }: ComposedGraph): Promise<void> {
  const before = file === undefined ? undefined : await readIfPresent(file);
  if (file === undefined || !before) return;
  const breaking = await breakingChanges(before, graph);
  if (breaking.length === 0) return;
  throw new CommandError(
    `${shown(file)} answers what the new graph would not:\n${breaking.map((one) => `- ${one}`).join("\n")}\nTell who asks it, then write it with --accept.`,
  );
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

function collectAddress(
  text: string,
  previous: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const [, name = "", url = ""] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (!URL.canParse(url)) {
    throw new InvalidArgumentError(
      "Write name=address: lisiere=https://palier.lisiere.example/graphql",
    );
  }
  if (previous.has(name)) throw new InvalidArgumentError(`"${name}" has an address already.`);
  return new Map(previous).set(name, url);
}

function requireSubgraphs(convention: Convention, addresses: ReadonlyMap<string, string>): void {
  const known = ["convention", "classification", ...convention.landlords.map(({ slug }) => slug)];
  const unknown = [...addresses.keys()].filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new CommandError(
    `The convention has no subgraph "${unknown.join('", "')}". It has: ${known.join(", ")}`,
  );
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
