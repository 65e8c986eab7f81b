import { checkAuthor, type MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { integerArray } from "../sql/integer-list.js";
import type { LockHolder } from "../sql/store-lock.js";

/** What is done to a site; ABSORBED: it became a part of another. */
export type SiteAct =
  | "ADDED"
  | "CHANGED"
  | "BEGUN"
  | "ENDED"
  | "GOES_ON"
  | "MERGED"
  | "ABSORBED"
  | "UNMERGED"
  | "SPLIT"
  | "RENUMBERED"
  | "NUMBER_DROPPED"
  | "REMOVED"
  | "HANDED_OVER"
  | "TAKEN_OVER";

/** Why, with what each is said as. */
export const siteActReasons = {
  SALE: "it was sold",
  PURCHASE: "it was bought",
  DEMOLITION: "it was pulled down",
  WORKS: "it was built, or changed by works",
  REORGANISATION: "the landlord divides or numbers its stock otherwise",
  CORRECTION: "it was recorded wrongly",
  IMPORT: "a file says so",
  NOT_SAID: "not said",
} as const;

export type SiteActReason = keyof typeof siteActReasons;

export function isSiteActReason(text: string): text is SiteActReason {
  return Object.hasOwn(siteActReasons, text);
}

/** Who acts, and why. */
export interface SiteActSettings {
  readonly author?: string | null;
  readonly reason?: SiteActReason;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

interface KeptAct extends Pick<SiteActSettings, "author" | "reason"> {
  readonly act: SiteAct;
  /** From which on it holds. */
  readonly month?: MonthNumber | null;
  /** References of other sites, a number, or files. */
  readonly others?: readonly string[];
}

/** Keeps an act on sites, with what they are after it, in the transaction of the act. */
export async function keepSiteActs(
  tx: Pick<EntityManager, "query">,
  siteIds: readonly number[],
  { act, month = null, reason = "NOT_SAID", author = null, others = [] }: KeptAct,
): Promise<void> {
  checkAuthor(author);
  await tx.query(
    `INSERT INTO site_act (act, month, reason, author, others,
       reference, first_month, last_month, name, commune, priority_district, dwellings)
     SELECT $2, $3, $4, $5, $6,
       reference, first_month, last_month, name, commune, priority_district, dwellings
     FROM site WHERE id = ANY ($1::integer[]) ORDER BY id`,
    [integerArray(siteIds), act, month, reason, author, others],
  );
}
