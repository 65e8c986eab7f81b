import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import type { Tiles } from "./dashboard-config.js";
import { isTileArchive } from "./read-dashboard-config.js";

/** The background of the map, found and checked. */
export interface BaseMap {
  /** Of a tile elsewhere, with `{z}`, `{x}` and `{y}`; of one file of tiles, on this gateway. */
  readonly url: string;
  readonly attribution: string;
  /** How pages draw it: pictures as they are, or roads and waters in colours of their own. */
  readonly kind: "RASTER" | "VECTOR";
  /** The file behind the address; null where tiles come from elsewhere. */
  readonly archive: string | null;
}

/** @throws ConfigurationError when the file of tiles cannot be used. */
export async function openBaseMap(tiles: Tiles | null): Promise<BaseMap | null> {
  if (tiles === null) return null;
  const { url, attribution } = tiles;
  if (!isTileArchive(url)) return { url, attribution, kind: "RASTER", archive: null };
  const { digest, kind } = await readArchive(url);
  return { url: `/base-map/${digest}.pmtiles`, attribution, kind, archive: resolve(url) };
}

/** Of PMTiles, version 3: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
const headerBytes = 127;
const at = { version: 7, directoryCompression: 97, tileCompression: 98, tileType: 99 } as const;
const kinds = new Map([
  [1, "VECTOR"],
  [2, "RASTER"],
  [3, "RASTER"],
  [4, "RASTER"],
  [5, "RASTER"],
] as const);
/** None, gzip: what pages can unpack. */
const known: readonly (number | undefined)[] = [1, 2];

async function readArchive(path: string) {
  const file = await open(path).catch((error: unknown) => {
    if (!isNativeError(error)) throw error;
    throw refusal(path, `it cannot be read (${error.message})`);
  });
  try {
    return await readHeader(path, file);
  } finally {
    await file.close();
  }
}

async function readHeader(path: string, file: FileHandle) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
  const isArchive = bytesRead === headerBytes && buffer.toString("latin1", 0, 7) === "PMTiles";
  if (!isArchive || buffer[at.version] !== 3) {
    throw refusal(
      path,
      "it is no PMTiles archive of version 3; pmtiles convert makes one of others",
    );
  }
  const kind = kinds.get((buffer[at.tileType] ?? 0) as 1);
  if (kind === undefined)
    throw refusal(path, "its tiles are neither vector tiles (MVT) nor pictures");
  if (
    !known.includes(buffer[at.directoryCompression]) ||
    !known.includes(buffer[at.tileCompression])
  ) {
    throw refusal(path, "its directories and tiles must be packed with gzip, or not at all");
  }
  // The file may have gigabytes: another one has another size or day.
  const { size, mtimeMs } = await file.stat();
  const name = createHash("sha256").update(buffer).update(`${size} ${mtimeMs}`);
  return { kind, digest: name.digest("base64url") };
}

function refusal(path: string, problem: string): ConfigurationError {
  return new ConfigurationError([`PALIER_TILES: ${path}: ${problem}`]);
}
