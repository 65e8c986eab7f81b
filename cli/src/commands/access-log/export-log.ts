import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { exportLog } from "@palier/landlord-store";
import { counted } from "@palier/schema";
import { Command } from "commander";
import { landlordOption } from "../../arguments/values.js";
import type { CommandContext } from "../../context/command-context.js";
import { withLandlordStore } from "../../landlord/landlord-store.js";
import { pointText } from "./verify-log.js";

interface ExportOptions {
  readonly landlord: string;
  readonly output?: string;
}

const explanation = `
A line of JSON an entry, the oldest first, with its hash and the one before it: anyone can check the
file without Palier. Of a purged entry its line has the links alone. The file is readable by you alone, and an existing one is never replaced.

Example:
  palier audit export --landlord lisiere --output access-log-lisiere.jsonl`;

/** `palier audit export`: the whole access log as a file. */
export function exportLogCommand(context: CommandContext): Command {
  return new Command("export")
    .description("Write a landlord's whole access log to a file (JSON Lines).")
    .addOption(landlordOption())
    .option("-o, --output <file>", "by default access-log-<landlord>.jsonl here")
    .addHelpText("after", explanation)
    .action(async ({ landlord, output }: ExportOptions) => {
      const target = resolve(output ?? `access-log-${landlord}.jsonl`);
      const written = await withLandlordStore(context, landlord, (store) =>
        writeNew(target, (stream) => exportLog(store, stream)),
      );
      const shown = relative(process.cwd(), target) || target;
      context.terminal.line(
        `Wrote ${counted(written.entries, "entry", "entries")} to ${shown}.\n  Last: ${pointText(written.last)}`,
      );
    });
}

/** Half a file is worse than none: it goes when writing fails. */
async function writeNew<Result>(
  path: string,
  write: (stream: NodeJS.WritableStream) => Promise<Result>,
): Promise<Result> {
  const stream = createWriteStream(path, { flags: "wx", mode: 0o600 });
  await new Promise((opened, failed) => stream.once("open", opened).once("error", failed));
  try {
    const result = await write(stream);
    stream.end();
    await finished(stream);
    return result;
  } catch (error) {
    stream.destroy();
    await rm(path, { force: true });
    throw error;
  }
}
