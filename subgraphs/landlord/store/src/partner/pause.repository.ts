import { BadUserInputError, textProblems } from "@palier/schema";
import type { DataSource } from "typeorm";
import { PartnerPauseRow } from "./partner-pause.entity.js";

/**
 * Shows a partner nothing more from the next request on.
 *
 * @param by Who decides it.
 * @returns false, with nothing changed, when the partner is paused already.
 * @throws BadUserInputError when partner, reason or author is left out.
 */
export async function pausePartner(
  store: DataSource,
  partner: string,
  reason: string,
  by: string,
): Promise<boolean> {
  refuseEmpty({ "a partner": partner, "a reason": reason, "an author": by });
  refuseWrong([
    ["the reason", "reason", reason],
    ["the author", "name", by],
  ]);
  const added = await store.query<unknown[]>(
    `INSERT INTO partner_pause (partner, reason, paused_by) VALUES ($1, $2, $3)
     ON CONFLICT (partner) WHERE resumed_at IS NULL DO NOTHING RETURNING id`,
    [partner, reason, by],
  );
  return added.length > 0;
}

/**
 * Ends a partner's pause; it stays in the history.
 *
 * @returns false when the partner is not paused.
 * @throws BadUserInputError when partner or author is left out.
 */
export async function resumePartner(
  store: DataSource,
  partner: string,
  by: string,
): Promise<boolean> {
  refuseEmpty({ "a partner": partner, "an author": by });
  refuseWrong([["the author", "name", by]]);
  const [, ended] = await store.query<[unknown[], number]>(
    `UPDATE partner_pause SET resumed_by = $2, resumed_at = now()
     WHERE partner = $1 AND resumed_at IS NULL`,
    [partner, by],
  );
  return ended > 0;
}

/** Every pause there was, the latest first. */
export function listPauses(store: DataSource): Promise<PartnerPauseRow[]> {
  return store.getRepository(PartnerPauseRow).find({ order: { id: "DESC" } });
}

function refuseEmpty(given: Readonly<Record<string, string>>): void {
  const missing = Object.entries(given).flatMap(([name, text]) =>
    text.trim() === "" ? [name] : [],
  );
  if (missing.length === 0) return;
  throw new BadUserInputError(`A pause needs ${missing.join(" and ")}`);
}

function refuseWrong(texts: Parameters<typeof textProblems>[0]): void {
  const problems = textProblems(texts);
  if (problems.length > 0) throw new BadUserInputError(`Of a pause ${problems.join(" and ")}`);
}
