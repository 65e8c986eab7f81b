import { type IncidentId, idBytes } from "../identity/incident-id.js";
import type { ImportLimits } from "./import-limits.js";

/** A cache line: all bits of an id stand together, so a look costs one access to memory. */
const blockWords = 16;
const blockBits = blockWords * 32;
/** At so many ids a block one in two million is taken for seen that was not. */
const idsPerBlock = 8;
/** Two bytes of the id give one bit; the first four bytes give the block. */
const firstBitByte = 4;

/**
 * Remembers ids in constant memory (a Bloom filter): "not seen" is sure, "seen" is nearly so.
 * It spares a first import the question to the server whether it has the ids of each chunk.
 */
export class SeenIds {
  private readonly words: Uint32Array;
  private readonly blocks: number;

  /** @param expected about so many ids will come. */
  constructor(
    expected: number,
    limits: Pick<ImportLimits, "fewestFilterBlocks" | "mostFilterBlocks">,
  ) {
    const wanted = Math.max(limits.fewestFilterBlocks, Math.ceil(expected / idsPerBlock));
    this.blocks = Math.min(limits.mostFilterBlocks, wanted);
    this.words = new Uint32Array(this.blocks * blockWords);
  }

  /** @returns whether the id may have been there before. */
  add(id: IncidentId): boolean {
    const first = (id.charCodeAt(0) << 16) | (id.charCodeAt(1) << 8) | id.charCodeAt(2);
    const block = ((first * 256 + id.charCodeAt(3)) % this.blocks) * blockWords;
    let isSeen = true;
    for (let byte = firstBitByte; byte < idBytes; byte += 2) {
      const bit = ((id.charCodeAt(byte) << 8) | id.charCodeAt(byte + 1)) % blockBits;
      const word = block + (bit >>> 5);
      const mask = 1 << (bit & 31);
      const before = this.words[word] ?? 0;
      if ((before & mask) === 0) {
        isSeen = false;
        this.words[word] = before | mask;
      }
    }
    return isSeen;
  }
}
