import {
  firstDay,
  type HandOver,
  HandOverError,
  type Level,
  type MonthNumber,
  monthOfDate,
  monthsBetween,
  monthText,
  openHandOver,
  rulesOf,
  type SealingKey,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { knownSite } from "../life/known-site.js";
import { ClosedMonthRepository } from "../month/closed-month.repository.js";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs } from "../site/site-act.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { handOverGround, logHandOver } from "./ground.js";
import { countedFamilies } from "./hand-over-site.js";
import { TakenCountRow } from "./taken-count.entity.js";
import { TakenOverRow } from "./taken-over.entity.js";

/** A hand-over as its buyer takes it. */
export interface Taking {
  /** The seller's file. */
  readonly sealed: string;
  /** Of the request that it answers. */
  readonly key: SealingKey;
  /** The buyer's own of the site. */
  readonly reference: string;
  readonly author?: string;
}

/** What was taken over. */
export interface Taken {
  readonly seller: string;
  /** Id at the seller. */
  readonly site: string;
  /** Of the site's own months. */
  readonly from: MonthNumber;
  readonly countedFrom: MonthNumber;
  /** Held, at the seller's last classified month; null when it had none. */
  readonly heldLevel: Level | null;
  /** Of the seller's months those that the buyer has not closed: until it has, windows leave them out. */
  readonly open: readonly MonthNumber[];
}

/**
 * Makes a site go on from where its seller left it: the windows of its months count the seller's too, and
 * its held level is the seller's. Its own months begin with the one after the seller's last, so that no
 * month is in a total twice.
 *
 * @throws HandOverError naming the first rule that is broken; nothing is kept then.
 * @param onWait Called once when another writer holds the store.
 */
export function takeOverSite(
  store: DataSource,
  { sealed, key, reference, author }: Taking,
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
): Promise<Taken> {
  return withStoreLock(
    store,
    async (tx) => {
      const ground = await handOverGround(tx, clock());
      const handOver = await openHandOver(sealed, key, ground);
      await checkIsNew(tx, handOver);
      const from = handOver.firstMonth + handOver.counts.length;
      checkMonths(handOver, from, ground.now);
      const families = countedFamilies(rulesOf(ground.convention));
      if (families.join() !== handOver.families.join()) throw new HandOverError("MALFORMED");
      const site = await knownSite(tx, reference);
      const closed = await new ClosedMonthRepository(tx).findAll();
      await checkHasNothing(tx, site, from, closed);
      await tx.update(SiteRow, { id: site.id }, { firstMonth: from, factsFrom: from });
      await keep(tx, site.id, handOver, author ?? null);
      const bought = { act: "TAKEN_OVER", reason: "PURCHASE", author: author ?? null } as const;
      await keepSiteActs(tx, [site.id], { ...bought, month: from, others: [handOver.site] });
      const { from: seller, site: sellerSite, firstMonth: countedFrom, state } = handOver;
      const act = { operation: "sites take-over", other: seller, author: author ?? null };
      await logHandOver(tx, handOver, act, ground.now);
      const open = monthsBetween(countedFrom, from - 1).filter((month) => !closed.includes(month));
      return {
        seller,
        site: sellerSite,
        from,
        countedFrom,
        heldLevel: state?.heldLevel ?? null,
        open,
      };
    },
    onWait,
  );
}

async function checkIsNew(tx: EntityManager, { id, from: seller, site }: HandOver): Promise<void> {
  const isUsed = await tx.existsBy(TakenOverRow, { id });
  const [other] = await tx.query<{ reference: string }[]>(
    `SELECT reference FROM taken_over JOIN site ON site.id = site_id
     WHERE seller = $1 AND seller_site = $2`,
    [seller, site],
  );
  if (other !== undefined) {
    throw new HandOverError(
      "REPLAY",
      `"${other.reference}" has the counts of ${site} already ("palier sites history ${other.reference}").`,
    );
  }
  if (isUsed) throw new HandOverError("REPLAY", "Begin again with a new request.");
}

function checkMonths({ state }: HandOver, from: MonthNumber, now: Date): void {
  if (from > monthOfDate(now)) {
    throw new HandOverError(
      "MONTHS_NOT_CLOSED",
      `${monthText(from - 1)} is not over: run "palier sites take-over" again then.`,
    );
  }
  if (state !== null && state.since >= from) throw new HandOverError("MALFORMED");
}

/** What was counted or told of it in a month would be counted beside the seller's, or changed after it was published. */
async function checkHasNothing(
  tx: EntityManager,
  { id, reference, firstMonth, factsFrom, lastMonth }: SiteRow,
  from: MonthNumber,
  closed: readonly MonthNumber[],
): Promise<void> {
  const refuse = (detail: string) => {
    throw new HandOverError("SITE_HAS_COUNTS", detail);
  };
  const counted = closed.filter(
    (month) => month >= Math.min(firstMonth, from) && month <= lastMonth,
  );
  const [first] = counted;
  if (first !== undefined) {
    const months =
      counted.length === 1
        ? monthText(first)
        : `${monthText(first)}..${monthText(counted.at(-1) ?? first)}`;
    refuse(
      `"${reference}" is to begin in ${monthText(from)}, and ${months} ${counted.length === 1 ? "is" : "are"} closed: "palier reopen-month ${months}" first.`,
    );
  }
  if (lastMonth < from)
    refuse(
      `"${reference}" ended with ${monthText(lastMonth)}: "palier sites end ${reference} --undo" first.`,
    );
  const another =
    'take it over as a site of its own ("palier sites import", then --as its reference)';
  const [found] = await tx.query<Record<"early" | "joined" | "past" | "taken", boolean>[]>(
    `SELECT EXISTS (SELECT FROM incident WHERE site_id = $1 AND day < $2) AS early,
       EXISTS (SELECT FROM site_part WHERE $1 IN (site_id, part_id)) AS joined,
       EXISTS (SELECT FROM site_past WHERE site_id = $1) AS past,
       EXISTS (SELECT FROM taken_over WHERE site_id = $1) AS taken`,
    [id, firstDay(from)],
  );
  if (found?.taken) refuse(`"${reference}" was taken over before: ${another}.`);
  if (found?.early)
    refuse(
      `"${reference}" has incidents before ${monthText(from)}: take them back first ("palier incidents withdraw", "palier import undo").`,
    );
  if (found?.joined)
    refuse(
      `"${reference}" was merged with another: "palier sites merge --undo --into" takes that back.`,
    );
  if (found?.past || factsFrom !== firstMonth) {
    refuse(`Of "${reference}" something is told from ${monthText(factsFrom)} on: ${another}.`);
  }
}

async function keep(
  tx: EntityManager,
  siteId: number,
  { id, from: seller, site: sellerSite, convention, firstMonth, families, counts, state }: HandOver,
  author: string | null,
): Promise<void> {
  await tx.insert(TakenOverRow, {
    ...{ id, siteId, seller, sellerSite, conventionHash: convention.hash, firstMonth, author },
    ...state,
  });
  const rows = counts.flatMap((ofMonth, index) =>
    ofMonth.flatMap((incidents, place) => {
      const family = families[place];
      return incidents === 0 || family === undefined
        ? []
        : [{ siteId, month: firstMonth + index, family, incidents }];
    }),
  );
  if (rows.length > 0) await tx.insert(TakenCountRow, rows);
}
