import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isNativeError } from "node:util/types";
import {
  conventionHash,
  conventionSchemaText,
  draftConvention,
  parseConvention,
  parseConventionAnswers,
} from "@palier/schema";
import { readIfPresent } from "@palier/service";
import { Command } from "commander";
import { frenchCommunes } from "../../communes/french-communes.js";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { unwritable } from "../../context/write-output.js";
import { askConvention } from "./ask-convention.js";

interface InitOptions {
  readonly answers?: string;
  readonly output: string;
}

const schemaName = "convention.schema.json";

const explanation = `
Asks at a terminal, or takes a small file. Communes are looked up in the official list of France; of a
name that several have, write the INSEE code, or the department with it. The access terms are the
template's: read them, line by line, before anybody signs. Districts and intercommunalities are added by hand.

What a landlord's node is reached at and by which key it signs comes from the landlord itself
(palier landlord init); until then the text names addresses that lead nowhere (.invalid).

Example of the file:
  title: Convention de la vallée
  reference: vallee-2027
  from: 2027-01-01
  until: 2031-12-31
  communes: [Melun, "77152", Saint-Aubin (91)]
  landlords:
    - name: Glycine Habitat
      slug: glycine
      mailbox: surete@glycine.example
      dwellings: { Melun: 300, "77152": 120 }
  partners:
    - { kind: POLICE, name: Police nationale, mailbox: partenariat@police.example, scope: [Melun] }

Example:
  palier convention init --answers answers.yaml --output convention.yaml`;

/** `palier convention init`: the first version of a convention, from what its coordinator knows. */
export function initConventionCommand({ terminal }: CommandContext): Command {
  return new Command("init")
    .description("Begin a convention: communes, landlords, partners, and the template's terms.")
    .option("--answers <file>", "the answers, in place of the questions")
    .option("-o, --output <file>", "where to write it; nothing is overwritten", "convention.yaml")
    .addHelpText("after", explanation)
    .action(async ({ answers: given, output }: InitOptions) => {
      const asked = `${output}.answers.yaml`;
      const file = given ?? asked;
      await requireAbsent(given === undefined ? [output, asked] : [output]);
      const written =
        given === undefined ? await askConvention(terminal) : await readAnswers(given);
      if (written === null) {
        throw new CommandError(
          "Nobody can be asked here: write the answers into a file, and name it with --answers",
        );
      }
      // What took a quarter of an hour to answer is not lost by one misspelt commune.
      if (given === undefined) await writeNew(asked, written);
      const answers = parseConventionAnswers(written, file, await frenchCommunes());
      const { text, missing } = draftConvention(answers, schemaName);
      const convention = parseConvention(text, output);
      await writeNew(output, text);
      const schema = join(dirname(output), schemaName);
      const isSchemaNew = await writeIfAbsent(schema, conventionSchemaText());
      terminal.line(
        [
          `Wrote ${output}: ${convention.reference}, version 1, from ${convention.validity.from}.`,
          `  hash ${conventionHash(convention)}`,
          isSchemaNew
            ? `Wrote ${schema}, by which editors complete it.`
            : `${schema} was there already and stays (palier convention schema writes it).`,
          ...missing.map((what) => `Still to be said: ${what}`),
          `Still to be said: the key of each landlord, by palier landlord init there (${answers.landlords.map(({ slug }) => slug).join(", ")})`,
          `Read the terms in ${basename(output)}, then: palier convention check ${output}`,
        ].join("\n"),
      );
    });
}

async function readAnswers(file: string): Promise<string> {
  const text = await readIfPresent(file);
  if (text === undefined) throw new CommandError(`${file}: there is no such file`);
  return text;
}

/** Said before anybody answers anything. */
async function requireAbsent(files: readonly string[]): Promise<void> {
  for (const file of files) if ((await readIfPresent(file)) !== undefined) refuseToOverwrite(file);
}

function refuseToOverwrite(file: string): never {
  throw new CommandError(`${file} is there already: nothing is overwritten`);
}

async function writeNew(file: string, text: string): Promise<void> {
  if (!(await writeIfAbsent(file, text))) refuseToOverwrite(file);
}

/** @returns whether it was written. */
async function writeIfAbsent(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (isNativeError(error) && "code" in error && error.code === "EEXIST") return false;
    throw unwritable(file, error);
  }
}
