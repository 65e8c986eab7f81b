import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { PlatformError } from "@palier/local";

/** What the survey needs of one street-level record. */
export interface StreetRecord {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly areaName: string;
  readonly longitude: string;
  readonly latitude: string;
  readonly location: string;
}

const fileName = /-street\.csv(\.gz)?$/;
const columns = {
  month: "Month",
  areaName: "LSOA name",
  longitude: "Longitude",
  latitude: "Latitude",
  location: "Location",
} as const;

/**
 * Paths of the street files of a folder, by name.
 *
 * @throws PlatformError when it holds none.
 */
export async function listStreetFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => fileName.test(name)).sort();
  if (names.length > 0) return names.map((name) => join(folder, name));
  throw new PlatformError(
    `${folder} holds no street file. Their names end in -street.csv or -street.csv.gz, as data.police.uk gives them.`,
  );
}

/** @throws PlatformError when a column is missing. */
export async function* readStreetRecords(file: string): AsyncGenerator<StreetRecord> {
  const bytes = createReadStream(file);
  const text = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  // An unreadable file fails the loop below as well.
  bytes.on("error", (error) => text.destroy(error));
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  let places: ReadonlyMap<string, number> | undefined;
  for await (const line of lines) {
    if (!places) {
      places = findColumns(splitRow(line), file);
      continue;
    }
    const cells = splitRow(line);
    const cell = (column: keyof typeof columns) => cells[places?.get(column) ?? -1] ?? "";
    yield {
      month: cell("month"),
      areaName: cell("areaName"),
      longitude: cell("longitude"),
      latitude: cell("latitude"),
      location: cell("location"),
    };
  }
}

function findColumns(header: readonly string[], file: string): Map<string, number> {
  const names = header.map((name) => name.replace("\uFEFF", "").trim());
  const missing = Object.values(columns).filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new PlatformError(
      `${file} is not a street file: it has no column ${missing.map((name) => `"${name}"`).join(", ")}.`,
    );
  }
  return new Map(Object.entries(columns).map(([key, name]) => [key, names.indexOf(name)]));
}

/** Fields of one line; these files hold no line break inside a field. */
function splitRow(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  const fields = line.match(/(?:"(?:[^"]|"")*"|[^,"]*)(?:,|$)/g) ?? [];
  return fields.map((field) =>
    field
      .replace(/,$/, "")
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"'),
  );
}
