import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import type { Tiles } from "./dashboard-config.js";
import { type MapStyle, readMapStyle } from "./map-style.js";
import { isMapStyle, isTileArchive } from "./read-dashboard-config.js";

/** The background of the map, found and checked. */
export interface BaseMap {
  /** Of a tile elsewhere, with `{z}`, `{x}` and `{y}`; of one file of tiles or of a style, on this gateway. */
  readonly url: string;
  readonly attribution: string;
  /** How pages draw it: pictures as they are, roads and waters in colours of their own, or as a style says. */
  readonly kind: "RASTER" | "VECTOR" | "STYLE";
  /** The file of tiles behind the address; null where tiles come from elsewhere. */
  readonly archive: Archive | null;
  /** Of tiles from elsewhere; null where they are pictures, or this gateway's own. */
  readonly style: MapStyle | null;
  /** Whom a page asks for tiles besides this gateway. */
  readonly origins: readonly string[];
}

/** A file of tiles, as it was when it was checked. */
export interface Archive {
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly changedAtMs: number;
}

/** @throws ConfigurationError when the file of tiles, or of a style, cannot be used. */
export async function openBaseMap(
  tiles: Tiles | null,
  log: (entry: string) => void,
): Promise<BaseMap | null> {
  if (tiles === null) return null;
  const { url, attribution } = tiles;
  const own = { attribution, archive: null, style: null, origins: [] };
  if (isTileArchive(url)) {
    const { digest, kind, archive } = await readArchive(url);
    return { ...own, url: `/base-map/${digest}.pmtiles`, kind, archive };
  }
  if (isMapStyle(url)) {
    const style = await readMapStyle(url, log);
    const { digest, origins } = style;
    return { ...own, url: `/base-map/${digest}.json`, kind: "STYLE", style, origins };
  }
  return { ...own, url, kind: "RASTER", origins: [new URL(url).origin] };
}

/** Whether the file is still the one that was checked. */
export function isUnchanged({ sizeBytes, changedAtMs }: Archive, found: Stats): boolean {
  return found.isFile() && found.size === sizeBytes && found.mtimeMs === changedAtMs;
}

/** Of PMTiles, version 3: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
const headerBytes = 127;
const at = { version: 7, directoryCompression: 97, tileCompression: 98, tileType: 99 } as const;
/** Where the head has offset and length, each of eight bytes: root directory, metadata, leaf directories, tiles. */
const parts = [8, 24, 40, 56] as const;
/** With the head and the directory of all others, which is in here by the specification. */
const firstBytes = 16_384;
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
  const unreadable = (error: unknown) => {
    if (!isNativeError(error) || error instanceof ConfigurationError) throw error;
    throw refusal(path, `it cannot be read (${error.message})`);
  };
  const file = await open(path).catch(unreadable);
  try {
    return await readHead(path, file).catch(unreadable);
  } finally {
    await file.close();
  }
}

async function readHead(path: string, file: FileHandle) {
  const found = await file.stat();
  if (!found.isFile()) throw refusal(path, "it is no file; name the .pmtiles file itself");
  const { bytesRead, buffer } = await file.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
  const first = buffer.subarray(0, bytesRead);
  const isArchive = bytesRead >= headerBytes && first.toString("latin1", 0, 7) === "PMTiles";
  if (!isArchive || first[at.version] !== 3) {
    throw refusal(
      path,
      "it is no PMTiles archive of version 3; pmtiles convert makes one of others",
    );
  }
  const kind = kinds.get((first[at.tileType] ?? 0) as 1);
  if (kind === undefined)
    throw refusal(path, "its tiles are neither vector tiles (MVT) nor pictures");
  if (!known.includes(first[at.directoryCompression]) || !known.includes(first[at.tileCompression]))
    throw refusal(path, "its directories and tiles must be packed with gzip, or not at all");
  const { size: sizeBytes, mtimeMs: changedAtMs } = found;
  const ends = parts.map((part) => first.readBigUInt64LE(part) + first.readBigUInt64LE(part + 8));
  const missing = ends.find((end) => end > sizeBytes);
  if (missing !== undefined) {
    throw refusal(
      path,
      `it has ${sizeBytes} bytes, and by its head ${missing} or more: a part is missing; copy it again`,
    );
  }
  // The file may have gigabytes: another one has another size or directory. Copies elsewhere have this name too.
  const name = createHash("sha256").update(first).update(`${sizeBytes}`);
  const archive: Archive = { path: resolve(path), sizeBytes, changedAtMs };
  return { kind, digest: name.digest("base64url"), archive };
}

function refusal(path: string, problem: string): ConfigurationError {
  return new ConfigurationError([`PALIER_TILES: ${path}: ${problem}`]);
}
