import { conventionSchemaText } from "@palier/schema";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { writeOutput } from "../../context/write-output.js";

const explanation = `
Editors that know YAML complete and complain by it where the convention's first line names it:

  # yaml-language-server: $schema=convention.schema.json

It is made of what reads the file: whatever it refuses, palier convention check refuses. What one entry may
not say because of another, check alone knows.

Example:
  palier convention schema --output convention.schema.json`;

/** `palier convention schema`: the JSON Schema of the convention's file, for editors. */
export function conventionSchemaCommand({ terminal }: CommandContext): Command {
  return new Command("schema")
    .description("Print the JSON Schema of a convention's file, by which editors complete it.")
    .option("-o, --output <file>", "write it there, in place of printing it")
    .addHelpText("after", explanation)
    .action(async ({ output }: { readonly output?: string }) => {
      if (output === undefined) return terminal.line(conventionSchemaText().trimEnd());
      await writeOutput(output, conventionSchemaText());
      terminal.line(`Wrote ${output}.`);
    });
}
