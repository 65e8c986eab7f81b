import { type MonthNumber, monthText } from "@palier/schema";
import type { DataSource } from "typeorm";
import { type ClassificationSummary, classifySites } from "../classification/classify-sites.js";
import { releaseCounts } from "../release/release-counts.js";
import {
  type HandedSite,
  type RestatedLevels,
  type RestatingOptions,
  restating,
} from "../restatement/restate.js";
import type { ReopeningReason } from "../restatement/restatement-reason.js";
import { signedRules } from "../signature/signed-rules.js";
import { integerArray } from "../sql/integer-list.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { MonthStateError } from "./month-state.error.js";
import { refuseFrozen } from "./refuse-frozen.js";

export interface ReopeningSummary {
  readonly classification: ClassificationSummary;
  readonly restated: RestatedLevels;
}

interface ReopeningOptions extends RestatingOptions {
  readonly reason?: ReopeningReason;
}

/**
 * Takes back the closing of months, so that incidents can be added to them and what holds of sites can
 * be changed. Until they are closed again they are not published, and later months are classified
 * without them.
 *
 * @throws MonthStateError when one of them is open, or purged; none is reopened then.
 * @param onWait Called once when another writer holds the store.
 */
export function reopenMonths(
  store: DataSource,
  months: readonly MonthNumber[],
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
  { reason = "REOPENED", review, ...options }: ReopeningOptions = {},
): Promise<ReopeningSummary> {
  const asked = [...new Set(months)].sort((a, b) => a - b);
  return withStoreLock(
    store,
    async (tx) => {
      await refuseFrozen(tx, asked, "Nothing is reopened");
      const now = clock();
      const handedOver = await tx.query<HandedSite[]>(
        `SELECT DISTINCT reference AS site, buyer FROM handed_over JOIN site ON site.id = site_id
         WHERE EXISTS (SELECT FROM unnest($1::integer[]) AS asked (month)
           WHERE month BETWEEN from_month AND to_month) ORDER BY 1, 2`,
        [integerArray(asked)],
      );
      const act = {
        ...{ reason, from: asked[0] ?? null, now, ...options },
        review: (restated: RestatedLevels) => review?.({ ...restated, handedOver }),
      };
      const { result, restated } = await restating(tx, act, async () => {
        const [reopened] = await tx.query<[{ month: MonthNumber }[], number]>(
          "DELETE FROM closed_month WHERE month = ANY ($1::integer[]) RETURNING month",
          [integerArray(asked)],
        );
        const open = asked.filter((month) => !reopened.some((row) => row.month === month));
        if (open.length > 0) {
          throw new MonthStateError(
            `${open.map(monthText).join(", ")} ${open.length === 1 ? "is" : "are"} not closed, so there is nothing to reopen: incidents can be imported into ${open.length === 1 ? "it as it is" : "them as they are"}.`,
          );
        }
        await tx.query(
          "INSERT INTO open_month (month, reopened_at) SELECT unnest($1::integer[]), $2",
          [integerArray(asked), now],
        );
        await tx.query("DELETE FROM incident_count WHERE month = ANY ($1::integer[])", [
          integerArray(asked),
        ]);
        const task = { from: asked[0] ?? null, siteIds: null, source: "COUNTS" } as const;
        return classifySites(tx, task, await signedRules(tx, now));
      });
      await releaseCounts(tx, now);
      return { classification: result, restated };
    },
    onWait,
  );
}
