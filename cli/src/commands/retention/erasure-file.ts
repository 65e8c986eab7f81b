import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type ErasureList,
  type LandlordStore,
  listErasures,
  parseErasures,
  writeErasures,
} from "@palier/landlord-store";
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

/** Null: there is none. */
export async function readErasures(file: string): Promise<ErasureList | null> {
  const text = await readIfPresent(file);
  return text === undefined ? null : parseErasures(text);
}

/** Adds what the record knows of to the list. */
export async function keepErasures(store: LandlordStore, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await replaceFile(file, 0o600, async () =>
    writeErasures(await listErasures(store.manager, (await readErasures(file)) ?? undefined)),
  );
}
