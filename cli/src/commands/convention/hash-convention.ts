import { conventionHash } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { conventionFile } from "./convention-file.js";

const explanation = `
Two files with the same hash say the same, whatever their comments and layout. It is what each
landlord signs; compare it by telephone before you do.

Example:
  palier convention hash convention.yaml`;

/** `palier convention hash`: prints the hash alone, for scripts too. */
export function hashConventionCommand({ terminal }: CommandContext): Command {
  return new Command("hash")
    .description("Print the fingerprint of what a convention says.")
    .addArgument(conventionFile())
    .addHelpText("after", explanation)
    .action((file: string) => {
      terminal.line(conventionHash(readConvention(file)));
    });
}
