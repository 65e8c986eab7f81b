import type { MonthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { endInMonth, knownSite } from "./known-site.js";

/**
 * A site that was sold or pulled down: its levels and figures up to its last month stay, and it is in
 * none after.
 *
 * @throws MonthStateError when a month after it is closed.
 * @param onWait Called once when another writer holds the store.
 */
export function endSite(
  store: DataSource,
  reference: string,
  lastMonth: MonthNumber,
  onWait?: (holder: LockHolder | null) => void,
): Promise<void> {
  return withStoreLock(
    store,
    async (tx) => endInMonth(tx, await knownSite(tx, reference), lastMonth),
    onWait,
  );
}
