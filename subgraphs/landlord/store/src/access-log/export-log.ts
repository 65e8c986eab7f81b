import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ChainPoint, chainStart } from "@palier/schema";
import type { DataSource } from "typeorm";
import { linkHash } from "./chain.js";
import { type LogSnapshot, readChain, type StoredLink } from "./read-chain.js";

export interface LogExport {
  readonly entries: number;
  /** How many of them were purged, and are lines without an entry. */
  readonly purged: number;
  /** The last entry written: what to keep elsewhere. */
  readonly last: ChainPoint;
}

/**
 * Writes the whole log as JSON Lines, oldest first, each line in canonical form, so that anyone can
 * check it without this program. `hash` is of the line without `hash`, `entry` and `salt`, and `digest`
 * of the salt's bytes and the entry's text. A purged entry has neither entry nor salt. A line without
 * `digest` is of the time before links were salted: its `hash` is of the line without `hash`.
 *
 * @param stream is not ended.
 */
export function exportLog(store: DataSource, stream: NodeJS.WritableStream): Promise<LogExport> {
  return readChain(store, async (log) => {
    const written = { entries: 0, purged: 0, last: chainStart };
    await pipeline(Readable.from(linesOf(log, written)), stream, { end: false });
    return written;
  });
}

async function* linesOf(
  { head, links }: LogSnapshot,
  written: { entries: number; purged: number; last: ChainPoint },
): AsyncGenerator<string> {
  const unsalted = head?.unsalted ?? 0;
  for await (const stored of links) {
    yield stored.map((link) => `${lineOf(link, unsalted)}\n`).join("");
    written.entries += stored.length;
    written.purged += stored.filter(({ entry }) => entry === null).length;
    const last = stored.at(-1);
    const hash = last === undefined ? null : (last.hash ?? linkHash(last, unsalted));
    if (last !== undefined && hash !== null) written.last = { sequence: last.sequence, hash };
  }
}

/** Members in the order of their names, without those that the link does not have. */
function lineOf(link: StoredLink, unsalted: number): string {
  const { sequence, day, entry, salt, digest, previous } = link;
  const isUnsalted = digest === null;
  const members = {
    day: isUnsalted && entry !== null ? null : quoted(day),
    digest: quoted(digest),
    entry,
    hash: quoted(link.hash ?? linkHash(link, unsalted)),
    previous: quoted(previous),
    salt: quoted(salt),
    sequence,
    unsalted: isUnsalted ? null : unsalted,
  };
  const present = Object.entries(members).filter(([, value]) => value !== null);
  return `{${present.map(([name, value]) => `"${name}":${value}`).join(",")}}`;
}

function quoted(text: string | null): string | null {
  return text === null ? null : `"${text}"`;
}
