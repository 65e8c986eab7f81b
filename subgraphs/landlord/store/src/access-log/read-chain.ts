import type { DataSource, EntityManager } from "typeorm";
import type { ChainLink, ChainPoint } from "./chain.js";

const linksAFetch = 2_000;

/** A link as stored, with the two columns that repeat a part of its entry. */
export interface StoredLink extends ChainLink {
  readonly at: Date;
  readonly partner: string | null;
}

/** The log at one instant. */
export interface LogSnapshot {
  /** null: the row that records the end is gone. */
  readonly head: ChainPoint | null;
  /** What each purge removed last, oldest first. */
  readonly purges: readonly ChainPoint[];
  /** In the order of their numbers; may be read once. */
  readonly links: AsyncIterable<readonly StoredLink[]>;
}

/** Reads the whole log as it stands at one instant, in constant memory; appending goes on meanwhile. */
export function readChain<T>(
  store: DataSource,
  read: (log: LogSnapshot) => Promise<T>,
): Promise<T> {
  return store.transaction("REPEATABLE READ", async (tx) => {
    const heads = await readPoints(tx, "access_log_head");
    const purges = await readPoints(tx, "access_log_purge");
    return read({ head: heads[0] ?? null, purges, links: readLinks(tx) });
  });
}

async function readPoints(
  tx: EntityManager,
  table: "access_log_head" | "access_log_purge",
): Promise<ChainPoint[]> {
  const rows = await tx.query<{ sequence: string; hash: string }[]>(
    `SELECT sequence, encode(hash, 'hex') AS hash FROM ${table} ORDER BY sequence`,
  );
  return rows.map(({ sequence, hash }) => ({ sequence: Number(sequence), hash }));
}

/** A cursor, not pages by number: a log that was tampered with may hold a number twice. */
async function* readLinks(tx: EntityManager): AsyncGenerator<readonly StoredLink[]> {
  await tx.query(`
    DECLARE access_log_links NO SCROLL CURSOR FOR
    SELECT sequence, at, partner, entry, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
    FROM access_log ORDER BY sequence`);
  for (;;) {
    const rows = await tx.query<(Omit<StoredLink, "sequence"> & { sequence: string })[]>(
      `FETCH ${linksAFetch} FROM access_log_links`,
    );
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
  }
}
