/** The head of a PMTiles archive, version 3, with vector tiles packed with gzip; then `sizeBytes` of tiles. */
export function tileArchive(sizeBytes: number): Buffer {
  const head = Buffer.alloc(127);
  head.write("PMTiles", 0, "latin1");
  head[7] = 3;
  // Root directory, metadata, leaf directories: empty; tiles: the rest.
  for (const [index, length] of [0, 0, 0, sizeBytes].entries()) {
    head.writeBigUInt64LE(BigInt(head.length), 8 + index * 16);
    head.writeBigUInt64LE(BigInt(length), 16 + index * 16);
  }
  for (const [index, value] of [2, 2, 1].entries()) head[97 + index] = value;
  return Buffer.concat([head, Buffer.alloc(sizeBytes, "tile")]);
}
