/** A cache line: all bits of an id stand together, so a look costs one access to memory. */
const blockWords = 16;
const blockBits = blockWords * 32;
/** At so many ids a block one in two million is taken for seen that was not. */
const idsPerBlock = 8;
/** 1 MB to 64 MB; at ten million ids a handful is taken for seen. */
const fewestBlocks = 1 << 14;
const mostBlocks = 1 << 20;
/** Parts of the id, in hexadecimal digits, that give three bits each. */
const bitParts = [8, 16] as const;
const bitsPerPart = 3;

/**
 * Remembers ids in constant memory (a Bloom filter): "not seen" is sure, "seen" is nearly so.
 * It spares a first import the question to the server whether it has the ids of each chunk.
 */
export class SeenIds {
  private readonly words: Uint32Array;
  private readonly blocks: number;

  /** @param expected about so many ids will come. */
  constructor(expected: number) {
    this.blocks = Math.min(mostBlocks, Math.max(fewestBlocks, Math.ceil(expected / idsPerBlock)));
    this.words = new Uint32Array(this.blocks * blockWords);
  }

  /** @param id 32 hexadecimal digits of a digest. @returns whether it may have been there before. */
  add(id: string): boolean {
    const block = (Number.parseInt(id.slice(0, 8), 16) % this.blocks) * blockWords;
    let isSeen = true;
    for (const part of bitParts) {
      let bits = Number.parseInt(id.slice(part, part + 7), 16);
      for (let turn = 0; turn < bitsPerPart; turn += 1) {
        const bit = bits % blockBits;
        bits >>>= 9;
        const word = block + (bit >>> 5);
        const mask = 1 << (bit & 31);
        const before = this.words[word] ?? 0;
        if ((before & mask) === 0) {
          isSeen = false;
          this.words[word] = before | mask;
        }
      }
    }
    return isSeen;
  }
}
