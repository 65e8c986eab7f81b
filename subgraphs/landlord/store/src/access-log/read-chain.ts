import type { DataSource, EntityManager } from "typeorm";
import type { ChainEnd, ChainLink } from "./chain.js";

const linksAFetch = 2_000;

/** A link as stored, with the two columns that repeat a part of its entry. */
export interface StoredLink extends ChainLink {
  /** null, as the partner, once it was purged. */
  readonly at: Date | null;
  readonly partner: string | null;
}

/** A signed head of this log, not yet believed. */
export interface StoredCheckpoint {
  readonly hour: string;
  readonly sequence: number;
  readonly salt: string;
  readonly head: string;
}

/** The log at one instant. */
export interface LogSnapshot {
  /** null: the row that records the end is gone. */
  readonly head: ChainEnd | null;
  /** As they stand beside the log, by hour. */
  readonly checkpoints: readonly StoredCheckpoint[];
  /** Purged ones too, in the order of their numbers; may be read once. */
  readonly links: AsyncIterable<readonly StoredLink[]>;
}

/** Reads the whole log as it stands at one instant, in constant memory; appending goes on meanwhile. */
export function readChain<T>(
  store: DataSource,
  read: (log: LogSnapshot) => Promise<T>,
): Promise<T> {
  return store.transaction("REPEATABLE READ", async (tx) => {
    const [head, checkpoints] = [await readHead(tx), await readCheckpoints(tx)];
    return read({ head, checkpoints, links: readLinks(tx) });
  });
}

async function readHead(tx: EntityManager): Promise<ChainEnd | null> {
  const [row] = await tx.query<{ sequence: string; hash: string; unsalted: string }[]>(
    "SELECT sequence, encode(hash, 'hex') AS hash, unsalted FROM access_log_head",
  );
  if (row === undefined) return null;
  return { sequence: Number(row.sequence), hash: row.hash, unsalted: Number(row.unsalted) };
}

async function readCheckpoints(tx: EntityManager): Promise<StoredCheckpoint[]> {
  const rows = await tx.query<
    (Omit<StoredCheckpoint, "hour" | "sequence"> & { hour: Date; sequence: string })[]
  >("SELECT hour, sequence, encode(salt, 'hex') AS salt, head FROM log_checkpoint ORDER BY hour");
  return rows.map((row) => ({
    ...row,
    hour: row.hour.toISOString(),
    sequence: Number(row.sequence),
  }));
}

/** A cursor, not pages by number: a log that was tampered with may hold a number twice. */
async function* readLinks(tx: EntityManager): AsyncGenerator<readonly StoredLink[]> {
  await tx.query(`
    DECLARE access_log_links NO SCROLL CURSOR FOR
    SELECT sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, at, partner, entry,
      encode(salt, 'hex') AS salt, encode(digest, 'hex') AS digest,
      encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
    FROM access_log
    UNION ALL
    SELECT sequence, to_char(day, 'YYYY-MM-DD'), NULL, NULL, NULL,
      NULL, encode(digest, 'hex'), encode(previous, 'hex'), NULL
    FROM access_log_purged
    ORDER BY sequence`);
  for (;;) {
    const rows = await tx.query<(Omit<StoredLink, "sequence"> & { sequence: string })[]>(
      `FETCH ${linksAFetch} FROM access_log_links`,
    );
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
  }
}
