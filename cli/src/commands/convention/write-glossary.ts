import { relative, resolve } from "node:path";
import { glossaryOf, glossaryPage } from "@palier/schema";
import { readConvention, readIfPresent } from "@palier/service";
import { Command, Option } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { repositoryRoot } from "../../context/config.js";
import { writeOutput } from "../../context/write-output.js";
import { conventionFile } from "./convention-file.js";

type Language = "en" | "fr";

interface GlossaryOptions {
  readonly language: Language;
  readonly output?: string;
  readonly check?: true;
}

/** Where each is kept in the checkout. */
const files: Readonly<Record<Language, string>> = {
  en: "docs/glossary.md",
  fr: "docs/glossary.fr.md",
};

const explanation = `
It is made from the convention's grid and nomenclature, never written by hand; the dashboard shows the same as its help.

Example:
  palier convention glossary convention.yaml --language fr --output glossaire.md`;

/** `palier convention glossary`: what the words of grid, nomenclature and screens mean. */
export function writeGlossaryCommand({ terminal }: CommandContext): Command {
  return new Command("glossary")
    .description("Write what the words of levels, grid, nomenclature and figures mean.")
    .addArgument(conventionFile())
    .addOption(
      new Option("--language <language>", "of the page")
        .choices(Object.keys(files))
        .default("en", "English"),
    )
    .option("-o, --output <file>", "where to write; by default docs/glossary[.fr].md")
    .option("--check", "write nothing; fail when the file is not what would be written")
    .addHelpText("after", explanation)
    .action(async (file: string, { language, output, check }: GlossaryOptions) => {
      const text = glossaryPage(glossaryOf(readConvention(file)), language);
      const target =
        output === undefined ? resolve(repositoryRoot, files[language]) : resolve(output);
      const shown = relative(process.cwd(), target) || target;
      if (check) {
        if ((await readIfPresent(target)) === text) return terminal.line(`${shown} is current.`);
        throw new CommandError(
          `${shown} is not current. Write it anew: npx palier convention glossary ${file} --language ${language}`,
        );
      }
      await writeOutput(target, text);
      terminal.line(`Wrote ${shown}.`);
    });
}
