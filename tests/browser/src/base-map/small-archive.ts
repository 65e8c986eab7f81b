import { Buffer } from "node:buffer";

/** What the shared platform says of it. */
export const baseMapAttribution = "© Essai";

/** Nearer than this the same tile is drawn larger. */
const lastZoom = 10;

/**
 * A base map of a few hundred bytes, as PMTiles 3: one vector tile, the same everywhere, with land, water and
 * a town. Real ones have another tile for each place; how they are found and read is the same.
 */
export function smallArchive(): Buffer {
  const tile = vectorTile();
  const metadata = Buffer.from(JSON.stringify({ name: "small", vector_layers: [] }));
  // One entry: from the first tile on all of them, to the last zoom.
  const allTiles = (4 ** (lastZoom + 1) - 1) / 3;
  const directory = Buffer.concat([1, 0, allTiles, tile.length, 1].map(varint));
  const header = Buffer.alloc(127);
  header.write("PMTiles", 0, "latin1");
  header.writeUInt8(3, 7);
  const parts = [directory, metadata, Buffer.alloc(0), tile];
  let offset = header.length;
  for (const [index, part] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + index * 16);
    header.writeBigUInt64LE(BigInt(part.length), 16 + index * 16);
    offset += part.length;
  }
  for (const [index, count] of [allTiles, 1, 1].entries()) {
    header.writeBigUInt64LE(BigInt(count), 72 + index * 8);
  }
  // Clustered; neither directories nor tiles are packed; vector tiles; zooms.
  for (const [index, value] of [1, 1, 1, 1, 0, lastZoom].entries()) {
    header.writeUInt8(value, 96 + index);
  }
  const bounds = [-180, -85, 180, 85].map((degrees) => degrees * 1e7);
  for (const [index, value] of bounds.entries()) header.writeInt32LE(value, 102 + index * 4);
  header.writeUInt8(lastZoom, 118);
  return Buffer.concat([header, ...parts]);
}

type Point = readonly [x: number, y: number];
const [point, polygon] = [1, 3] as const;
const extent = 4096;

/**
 * Land, water in its western half and a town, as the Mapbox Vector Tile specification 2.1 has it, layers as the base
 * maps of Protomaps name them.
 */
export function vectorTile(): Buffer {
  const whole = rectangle(0, extent);
  const west = rectangle(0, extent / 2);
  return Buffer.concat([
    layer("earth", polygon, whole, { kind: "earth" }),
    layer("water", polygon, west, { kind: "ocean" }),
    layer("places", point, moveTo([(extent * 3) / 4, extent / 2]), {
      kind: "locality",
      name: "Ville d’essai",
    }),
  ]);
}

function layer(
  name: string,
  type: number,
  geometry: Buffer,
  properties: Readonly<Record<string, string>>,
): Buffer {
  const entries = Object.entries(properties);
  const tags = entries.flatMap((_entry, index) => [index, index]);
  const feature = Buffer.concat([
    bytesField(2, Buffer.concat(tags.map(varint))),
    numberField(3, type),
    bytesField(4, geometry),
  ]);
  const content = Buffer.concat([
    numberField(15, 2),
    bytesField(1, Buffer.from(name)),
    bytesField(2, feature),
    ...entries.map(([key]) => bytesField(3, Buffer.from(key))),
    ...entries.map(([, value]) => bytesField(4, bytesField(1, Buffer.from(value)))),
    numberField(5, extent),
  ]);
  return bytesField(3, content);
}

function rectangle(left: number, right: number): Buffer {
  const width = right - left;
  const lineTo = [width, 0, 0, extent, -width, 0].map((step) => varint(zigzag(step)));
  return Buffer.concat([moveTo([left, 0]), varint((3 << 3) | 2), ...lineTo, varint((1 << 3) | 7)]);
}

function moveTo([x, y]: Point): Buffer {
  return Buffer.concat([(1 << 3) | 1, zigzag(x), zigzag(y)].map(varint));
}

function zigzag(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}

function bytesField(field: number, content: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
