import { type Convention, conventionHash, counted } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { conventionFile } from "./convention-file.js";

const explanation = `
A file that is wrong is not used by anyone. Each mistake is listed with its line and column and what
would be right.

Example:
  palier convention check convention.yaml`;

/** `palier convention check`: whether a file is a convention, and what would be right. */
export function checkConventionCommand({ terminal }: CommandContext): Command {
  return new Command("check")
    .description("Check a convention's file: every mistake with its line, and what would be right.")
    .addArgument(conventionFile())
    .addHelpText("after", explanation)
    .action((file: string) => {
      terminal.line(describeConvention(readConvention(file)));
    });
}

/** What a convention that is right says, in a few lines. */
export function describeConvention(convention: Convention): string {
  const { reference, version, title, validity, landlords, partners, territories } = convention;
  const keyless = landlords.filter(({ key }) => key === undefined).map(({ slug }) => slug);
  const lines = [
    `The convention is well formed: ${reference}, version ${version}.`,
    `  ${title}`,
    `  in force from ${validity.from} to ${validity.until}`,
    `  ${counted(landlords.length, "landlord")}, ${counted(partners.length, "partner")}, ${counted(territories.length, "territory", "territories")}`,
    `  hash ${conventionHash(convention)}`,
  ];
  if (keyless.length > 0) {
    lines.push(
      `  It cannot be signed yet by ${keyless.join(", ")}: their \`key\` is missing (palier convention sign --new-key makes one).`,
    );
  }
  return lines.join("\n");
}
