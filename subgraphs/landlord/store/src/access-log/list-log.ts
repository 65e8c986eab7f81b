import { BadUserInputError, type LoggedAccess, parseLogged } from "@palier/schema";
import type { DataSource } from "typeorm";

/** Which entries are wanted. */
export interface LogSelection {
  /** Entries at this instant or later. */
  readonly since?: Date;
  /** Entries before this instant. */
  readonly until?: Date;
  /** Code of a partner. */
  readonly partner?: string;
  /** How many at most. */
  readonly limit: number;
}

export interface ListedEntry extends LoggedAccess {
  readonly sequence: number;
}

const largestList = 100_000;

/**
 * The latest entries of a selection, latest first.
 *
 * @throws BadUserInputError for more entries than a list may have; the whole log is an export.
 */
export async function listLog(
  store: Pick<DataSource, "query">,
  { since, until, partner, limit }: LogSelection,
): Promise<ListedEntry[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > largestList) {
    throw new BadUserInputError(`A list of the access log has 1 to ${largestList} entries`);
  }
  const rows = await store.query<{ sequence: string; entry: string }[]>(listSql, [
    since ?? null,
    until ?? null,
    partner ?? null,
    limit,
  ]);
  return rows.map(({ sequence, entry }) => ({ sequence: Number(sequence), ...parseLogged(entry) }));
}

const listSql = `
  SELECT sequence, entry FROM access_log
  WHERE ($1::timestamptz IS NULL OR at >= $1)
    AND ($2::timestamptz IS NULL OR at < $2)
    AND ($3::text IS NULL OR partner = $3)
  ORDER BY access_log.sequence DESC LIMIT $4
`;
