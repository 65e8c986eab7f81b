import { BadUserInputError, type MonthNumber, textProblems } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type ClassificationSummary, classifySites } from "../classification/classify-sites.js";
import { type RestatedLevels, type RestatingOptions, restating } from "../restatement/restate.js";
import { frozenMonths, readHorizon } from "../retention/purge-horizon.js";
import { signedRules } from "../signature/signed-rules.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { DecisionRow } from "./decision.entity.js";

/** A decision as its landlord lists it. */
export interface ListedDecision {
  readonly id: number;
  /** Reference of the site. */
  readonly site: string;
  readonly level: number;
  readonly fromMonth: MonthNumber;
  readonly untilMonth: MonthNumber;
  readonly reason: string;
  readonly author: string;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
}

/** Of a list. */
const mostListed = 1_000;

/**
 * The landlord's decisions, those taken last first.
 *
 * @param from only those that cover this month or a later one, and hold; null for all.
 */
export function listDecisions(
  database: Pick<EntityManager, "query">,
  from: MonthNumber | null,
): Promise<ListedDecision[]> {
  return database.query<ListedDecision[]>(
    `SELECT decision.id, reference AS site, level, from_month AS "fromMonth",
       until_month AS "untilMonth", reason, author, withdrawn_at AS "withdrawnAt",
       withdrawn_by AS "withdrawnBy", withdrawal_reason AS "withdrawalReason"
     FROM decision JOIN site ON site.id = site_id
     WHERE $1::integer IS NULL OR (until_month >= $1 AND withdrawn_at IS NULL)
     ORDER BY decision.id DESC LIMIT ${mostListed}`,
    [from],
  );
}

/**
 * Takes a decision back: every month that it covered has the level that it would have had without it, save
 * months whose levels are frozen. It stays in the record, with who withdrew it and why.
 *
 * @throws BadUserInputError naming everything that is wrong; nothing is changed then.
 * @param onWait Called once when another writer holds the store.
 */
export function withdrawDecision(
  store: DataSource,
  { id, reason, author }: { readonly id: number; readonly reason: string; readonly author: string },
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
  options: RestatingOptions = {},
): Promise<{
  readonly classification: ClassificationSummary;
  readonly restated: RestatedLevels;
}> {
  return withStoreLock(
    store,
    async (tx) => {
      const decision = await tx.findOneBy(DecisionRow, { id });
      const horizon = await readHorizon(tx);
      const problems = [
        ...(decision !== null && decision.untilMonth < horizon.frozen
          ? [frozenMonths([decision.untilMonth], horizon)]
          : []),
        ...(decision === null
          ? [`there is no decision ${id}: "palier decisions list --all" names them`]
          : []),
        ...(decision?.withdrawnAt ? [`decision ${id} is withdrawn already`] : []),
        ...(reason.trim() === "" ? ["a withdrawal needs a reason"] : []),
        ...(author.trim() === "" ? ["a withdrawal needs an author"] : []),
        ...textProblems([
          ["the reason", "reason", reason],
          ["the author", "name", author],
        ]),
      ];
      if (decision === null || problems.length > 0) {
        throw new BadUserInputError(`Nothing is withdrawn: ${problems.join("; ")}.`);
      }
      const now = clock();
      const withdrawal = { withdrawnAt: now, withdrawnBy: author, withdrawalReason: reason };
      await tx.update(DecisionRow, { id }, withdrawal);
      const { fromMonth: from, siteId } = decision;
      const act = { ...options, reason: "DECISION_WITHDRAWN", author, from, now } as const;
      const { result, restated } = await restating(tx, act, async () => {
        const task = { from, siteIds: [siteId], source: "COUNTS" } as const;
        return classifySites(tx, task, await signedRules(tx, now));
      });
      return { classification: result, restated };
    },
    onWait,
  );
}
