import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DataSource } from "typeorm";
import { type ChainPoint, chainStart } from "./chain.js";
import { type LogSnapshot, readChain } from "./read-chain.js";

export interface LogExport {
  readonly entries: number;
  /** The last entry written: what to keep elsewhere. */
  readonly last: ChainPoint;
}

/**
 * Writes the whole log as JSON Lines, oldest first: each line is an object of `entry`, `hash`,
 * `previous` and `sequence`, in canonical form. A line without its `hash` is the text that the
 * hash is of, so that anyone can check it without this program.
 *
 * @param stream is not ended.
 */
export function exportLog(store: DataSource, stream: NodeJS.WritableStream): Promise<LogExport> {
  return readChain(store, async (log) => {
    const written = { entries: 0, last: log.purges.at(-1) ?? chainStart };
    await pipeline(Readable.from(linesOf(log, written)), stream, { end: false });
    return written;
  });
}

async function* linesOf(
  { links }: LogSnapshot,
  written: { entries: number; last: ChainPoint },
): AsyncGenerator<string> {
  for await (const stored of links) {
    const lines = stored.map(
      ({ entry, hash, previous, sequence }) =>
        `{"entry":${entry},"hash":"${hash}","previous":"${previous}","sequence":${sequence}}\n`,
    );
    yield lines.join("");
    written.entries += stored.length;
    const last = stored.at(-1);
    if (last !== undefined) written.last = { sequence: last.sequence, hash: last.hash };
  }
}
