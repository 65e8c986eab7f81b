import { BadUserInputError } from "@palier/schema";
import { type DataSource, QueryFailedError } from "typeorm";

/** The SQLSTATE by which the function refuses. */
const notInState = "55000";

/**
 * Removes the entries of the days before an instant, from the old end of the log up to the first
 * one that is younger, and keeps their links: the chain verifies from its first entry to its last.
 * Appending goes on meanwhile.
 *
 * @param before null: all that the signed convention in force lets go.
 * @returns How many entries were removed.
 * @throws BadUserInputError when an entry is not due by that convention, or is not what was written.
 */
export async function purgeLog(
  store: Pick<DataSource, "query">,
  before: Date | null,
): Promise<number> {
  try {
    const [purge] = await store.query<{ removed: string | null }[]>(
      // The function takes a log without entries for a fault.
      "SELECT CASE WHEN EXISTS (SELECT FROM access_log) THEN purge_access_log($1) END AS removed",
      [before],
    );
    return Number(purge?.removed ?? 0);
  } catch (error) {
    const isRefusal = error instanceof QueryFailedError && error.driverError.code === notInState;
    throw isRefusal ? new BadUserInputError(error.message, { cause: error }) : error;
  }
}
