import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { createKeyFile, listHeads, readOwnHead, type SignedTerms } from "@palier/landlord-store";
import type { LogHead } from "@palier/schema";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";

interface HeadsOptions {
  readonly landlord: string;
  readonly output?: string;
}

const explanation = `
A signed head a line: the landlord's own, and the last ones of the other landlords that its node was
given. They tell nothing of who asked what, nor how much. Give the file to the others, who verify
their logs by it: palier audit verify --heads <file>.

Example:
  palier audit heads --landlord lisiere --output heads-lisiere.txt`;

/** `palier audit heads`: the signed heads that a node has, for others to verify by. */
export function headsCommand(context: CommandContext): Command {
  return new Command("heads")
    .description("Write the signed heads of access logs that a landlord's node has to a file.")
    .addOption(landlordOption())
    .option("-o, --output <file>", "by default log-heads-<landlord>.txt here")
    .addHelpText("after", explanation)
    .action(async ({ landlord, output }: HeadsOptions) => {
      const target = resolve(output ?? `log-heads-${landlord}.txt`);
      const heads = await withLandlordStore(context, landlord, (store) => listHeads(store));
      await writeFile(target, heads.map((head) => `${head}\n`).join(""), { flag: "wx" });
      const shown = relative(process.cwd(), target) || target;
      context.terminal.line(`Wrote ${counted(heads.length, "head")} to ${shown}.`);
    });
}

/** `palier audit new-log-key`: the key by which a node signs heads; it signs no convention. */
export function newLogKeyCommand({ terminal }: CommandContext): Command {
  return new Command("new-log-key")
    .description("Make the key by which a landlord's node signs the heads of its access log.")
    .argument("<file>", "where the node reads it: PALIER_LOG_KEY")
    .action(async (file: string) => {
      const path = resolve(file);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const { x } = await createKeyFile(path);
      terminal.line(
        `The private key is in ${path}; the node's process alone reads it.\nPut this line under the landlord in a new version of the convention:\n\n    logKey: ${x}`,
      );
    });
}

/** Four a day for as many years as anyone keeps files of them. */
const mostLines = 100_000;

/** The landlord's own heads in files of others; lines of others, or not signed, are left out. */
export async function readHeldHeads(
  files: readonly string[],
  { signers }: SignedTerms,
): Promise<LogHead[]> {
  const texts = await Promise.all(files.map((file) => readFile(resolve(file), "utf8")));
  const lines = new Set(texts.flatMap((text) => text.split("\n", mostLines)));
  const heads: LogHead[] = [];
  for (const line of lines) {
    const head = await readOwnHead(line.trim(), signers);
    if (head !== null) heads.push(head);
  }
  return heads;
}
