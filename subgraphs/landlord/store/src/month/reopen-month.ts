import { type MonthNumber, monthText } from "@palier/schema";
import type { DataSource } from "typeorm";
import { type ClassificationSummary, classifySites } from "../classification/classify-sites.js";
import { signedRules } from "../signature/signed-rules.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { MonthStateError } from "./month-state.error.js";

/**
 * Takes back the closing of a month, so that incidents can be added to it. Until it is closed
 * again the month is not published, and later months are classified without it.
 *
 * @throws MonthStateError when the month is open.
 * @param onWait Called once when another writer holds the store.
 */
export function reopenMonth(
  store: DataSource,
  month: MonthNumber,
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
): Promise<ClassificationSummary> {
  return withStoreLock(
    store,
    async (tx) => {
      const [reopened] = await tx.query<[unknown[], number]>(
        "DELETE FROM closed_month WHERE month = $1 RETURNING month",
        [month],
      );
      if (reopened.length === 0) {
        throw new MonthStateError(
          `${monthText(month)} is not closed, so there is nothing to reopen: incidents can be imported into it as it is.`,
        );
      }
      await tx.query("DELETE FROM incident_count WHERE month = $1", [month]);
      const task = { from: month, siteIds: null, source: "COUNTS" } as const;
      return classifySites(tx, task, await signedRules(tx, clock()));
    },
    onWait,
  );
}
