import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { frozenMonths, readHorizon } from "../retention/purge-horizon.js";
import { MonthStateError } from "./month-state.error.js";

/** @throws MonthStateError when one of the months is frozen; `said` begins its words. */
export async function refuseFrozen(
  tx: Pick<EntityManager, "query">,
  months: readonly MonthNumber[],
  said: string,
): Promise<void> {
  const horizon = await readHorizon(tx);
  const frozen = months.filter((month) => month < horizon.frozen).sort((a, b) => a - b);
  if (frozen.length === 0) return;
  const told = frozen.length <= 3 ? frozen : frozen.slice(-3);
  throw new MonthStateError(`${said}: ${frozenMonths(told, horizon)}.`);
}
