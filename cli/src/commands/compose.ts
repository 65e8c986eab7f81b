import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { composeSupergraph, readConvention } from "@palier/schema";
import { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { demonstrationConvention, repositoryRoot } from "../config.js";
import { PlatformError } from "../platform/platform-error.js";
import { readIfPresent } from "../platform/read-if-present.js";
import { federationOf } from "../platform/run-platform.js";

interface ComposeOptions {
  readonly convention: string;
  readonly output?: string;
  readonly check?: true;
}

const committedSupergraph = resolve(repositoryRoot, "schema/supergraph.graphql");

/** `palier compose`: writes the one graph of all landlords of a convention. */
export function composeCommand({ terminal }: CommandContext): Command {
  return new Command("compose")
    .description("Write the common graph (supergraph) of all landlords of a convention to a file.")
    .option("-c, --convention <file>", "the convention's file", demonstrationConvention)
    .option(
      "-o, --output <file>",
      "where to write; for the demonstration schema/supergraph.graphql",
    )
    .option("--check", "write nothing; fail when the file is not what would be written")
    .action(async (options: ComposeOptions) => {
      const output = outputFile(options);
      const supergraph = composeSupergraph(federationOf(readConvention(options.convention)));
      const shown = relative(process.cwd(), output) || output;
      if (options.check) {
        if ((await readIfPresent(output)) === supergraph)
          return terminal.line(`${shown} is current.`);
        throw new PlatformError(`${shown} is not current. Write it anew: npx palier compose`);
      }
      await writeFile(output, supergraph);
      terminal.line(`Wrote ${shown}.`);
    });
}

function outputFile({ convention, output }: ComposeOptions): string {
  if (output) return resolve(output);
  if (resolve(convention) === demonstrationConvention) return committedSupergraph;
  throw new PlatformError("Say where to write the supergraph: --output <file>");
}
