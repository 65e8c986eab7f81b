import { readFile } from "node:fs/promises";
import { type Convention, collectSignatures, signaturesIn } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { writeOutput } from "../../context/write-output.js";
import { conventionFile } from "./convention-file.js";

const explanation = `
Each file holds one signature, as palier convention sign writes it, or a bundle of several. A
signature counts where it was made by the key that the convention lists, of exactly this text; nothing
else is needed to check it, and no network. With --output they are put into one bundle, for all parties.

The graph tells its readers who has signed by what lies beside the text that it serves: a bundle as
<file>.signatures.json, or the signatures themselves. Partners' signatures are counted, never waited for.

Examples:
  palier convention collect convention.yaml convention.yaml.*.jws --output convention.yaml.signatures.json
  palier convention collect convention.yaml convention.yaml.signatures.json        (who has signed?)`;

/** `palier convention collect`: who has signed a text, and their signatures in one bundle. */
export function collectSignaturesCommand({ terminal }: CommandContext): Command {
  return new Command("collect")
    .description("Say who has signed a convention, and put all signatures into one bundle.")
    .addArgument(conventionFile())
    .argument("<signatures...>", "files of signatures, or bundles")
    .option("-o, --output <file>", "where to write the bundle")
    .addHelpText("after", explanation)
    .action(
      async (file: string, files: readonly string[], { output }: { readonly output?: string }) => {
        const convention = readConvention(file);
        const found = await textsIn(files, convention);
        const { bundle, missing, silentPartners, strange } = await collectSignatures(
          convention,
          found.map(({ text }) => text),
        );
        if (strange.length > 0) {
          const names = strange.map((place) => `- ${found[place]?.name}`);
          throw new CommandError(
            `No party of the convention has signed exactly this text by this:\n${names.join("\n")}`,
          );
        }
        if (output !== undefined) await writeOutput(output, `${JSON.stringify(bundle, null, 2)}\n`);
        const signed = bundle.signatures.map((one) =>
          "landlord" in one ? one.landlord : one.partner,
        );
        terminal.line(
          [
            `${bundle.reference}, version ${bundle.version}, ${bundle.hash}`,
            `  signed by ${signed.join(", ") || "nobody"}`,
            ...(missing.length > 0 ? [`  missing ${missing.join(", ")}`] : []),
            ...(silentPartners.length > 0
              ? [`  not signed by ${silentPartners.join(", ")}, for whom nothing waits`]
              : []),
            ...(output === undefined ? [] : [`Wrote ${output}.`]),
          ].join("\n"),
        );
      },
    );
}

interface FoundSignature {
  readonly name: string;
  readonly text: string;
}

async function textsIn(
  files: readonly string[],
  convention: Convention,
): Promise<FoundSignature[]> {
  const found = await Promise.all(
    files.map(async (name) => {
      const text = (await readFile(name, "utf8")).trim();
      if (!text.startsWith("{")) return [{ name, text }];
      const signatures = signaturesIn(text, convention);
      if (signatures === null) {
        throw new CommandError(`${name} is no bundle of signatures of exactly this text.`);
      }
      return signatures.map((signature) => ({ name, text: signature }));
    }),
  );
  return found.flat();
}
