import { firstDay, type MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { LoggedCount } from "./access-log.entity.js";

/** Counts of the access log by month, which need no right to read it. */
export class AccessCountsRepository {
  constructor(private readonly manager: Pick<EntityManager, "query">) {}

  /** In the order asked; null for a month that is not over, or of which anything has been purged. */
  async findByMonths(months: readonly MonthNumber[]): Promise<(readonly LoggedCount[] | null)[]> {
    const found: (readonly LoggedCount[] | null)[] = [];
    // A statement each: a month that was counted stays so when the next one takes too long.
    for (const month of months) {
      const [row] = await this.manager.query<{ counts: LoggedCount[] | null }[]>(
        "SELECT count_access_log($1) AS counts",
        [firstDay(month)],
      );
      found.push(row?.counts ?? null);
    }
    return found;
  }
}
