import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type ErasedAgain,
  type ErasureList,
  joinErasures,
  type LandlordStore,
  listErasures,
  parseErasures,
  writeErasures,
} from "@palier/landlord-store";
import { counted } from "@palier/schema";
import { readIfPresent, replaceFile } from "@palier/service";
import { Option } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { dataFolderOf } from "../../context/data-folder.js";

/** `--erasures <file>`, of what erases and of what restores. */
export function erasuresOption(): Option {
  return new Option(
    "--erasures <file>",
    "the list of what was erased, kept apart from the record; by default in the data folder",
  );
}

/** Where the list of a landlord's erasures is. */
export function erasureFile(
  { config }: CommandContext,
  landlord: string,
  given: string | undefined,
): string {
  return given === undefined
    ? dataFolderOf(config.dataFolder).erasuresFile(landlord)
    : resolve(given);
}

/** What these files say; null: none of them is there. */
export async function readErasures(files: readonly string[]): Promise<ErasureList | null> {
  const texts = await Promise.all(files.map((file) => readIfPresent(file)));
  const lists = texts.flatMap((text) => (text === undefined ? [] : [parseErasures(text)]));
  return lists.length === 0 ? null : joinErasures(lists);
}

/** Adds what the record knows of to the list. */
export async function keepErasures(
  record: Pick<LandlordStore["manager"], "query">,
  file: string,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await replaceFile(file, 0o600, async () =>
    writeErasures(await listErasures(record, (await readErasures([file])) ?? undefined)),
  );
}

/** What became of a list, and what is left to do by hand. */
export function describeErasedAgain(
  { incidents, values, sourceRows, unknownByWords }: ErasedAgain,
  files: string,
): string {
  const count = Object.values(values).reduce((sum, each) => sum + each, 0);
  const lines = [
    incidents === 0
      ? `The record knows all erasures that ${files} lists.`
      : `Erased again, by ${files}: ${counted(count, "value")} and ${counted(sourceRows, "row")} of files, of ${counted(incidents, "incident")}.`,
  ];
  if (unknownByWords.length > 0) {
    const days = unknownByWords.map((time) => time.slice(0, 10)).join(", ");
    lines.push(
      `The record does not know of ${counted(unknownByWords.length, "erasure")} that went by words (${days}). The list does not keep them: run "palier erase --text" with the same words again, for what waited from ticketing systems and incidents that were taken back.`,
    );
  }
  return lines.join("\n");
}
