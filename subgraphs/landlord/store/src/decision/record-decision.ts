import {
  BadUserInputError,
  type Decision,
  decisionProblems,
  type MonthNumber,
  textProblems,
} from "@palier/schema";
import type { DataSource } from "typeorm";
import { type ClassificationSummary, classifySites } from "../classification/classify-sites.js";
import { type RestatedLevels, type RestatingOptions, restating } from "../restatement/restate.js";
import { frozenMonths, readHorizon } from "../retention/purge-horizon.js";
import { signedRules } from "../signature/signed-rules.js";
import { siteCalled } from "../site/site-called.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { DecisionRow } from "./decision.entity.js";

/** A decision as the landlord takes it. */
export interface DecisionInput extends Decision {
  readonly siteReference: string;
  readonly reason: string;
  readonly author: string;
  /** First month it covers; months that are closed already are restated. */
  readonly fromMonth: MonthNumber;
}

export interface RecordedDecision {
  readonly decisionId: number;
  /** Its reference. */
  readonly site: string;
  readonly classification: ClassificationSummary;
  readonly restated: RestatedLevels;
}

/**
 * Records a decision on a site's level and restates the months it covers. Where several cover the
 * same month, the one recorded last holds.
 *
 * @throws BadUserInputError naming everything that is wrong with the decision.
 * @param onWait Called once when another writer holds the store.
 */
export function recordDecision(
  store: DataSource,
  input: DecisionInput,
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
  options: RestatingOptions = {},
): Promise<RecordedDecision> {
  const { siteReference, level, reason, author, fromMonth, untilMonth } = input;
  return withStoreLock(
    store,
    async (tx) => {
      const site = await siteCalled(tx, siteReference);
      const problems = decisionProblems(input);
      const horizon = await readHorizon(tx);
      if (fromMonth < horizon.frozen) problems.push(frozenMonths([fromMonth], horizon));
      if (site === null) problems.unshift(`there is no site "${siteReference}"`);
      if (reason.trim() === "") problems.push("a decision needs a reason");
      if (author.trim() === "") problems.push("a decision needs an author");
      problems.push(
        ...textProblems([
          ["the reason", "reason", reason],
          ["the author", "name", author],
        ]),
      );
      if (site === null || problems.length > 0) {
        throw new BadUserInputError(`The decision is not recorded: ${problems.join("; ")}.`);
      }
      const row = { siteId: site.id, level, reason, author, fromMonth, untilMonth };
      const { id: decisionId } = await tx.save(DecisionRow, row);
      const now = clock();
      const act = { ...options, reason: "DECISION", author, from: fromMonth, now } as const;
      const { result, restated } = await restating(tx, act, async () => {
        const task = { from: fromMonth, siteIds: [site.id], source: "COUNTS" } as const;
        return classifySites(tx, task, await signedRules(tx, now));
      });
      return { decisionId, site: site.reference, classification: result, restated };
    },
    onWait,
  );
}
