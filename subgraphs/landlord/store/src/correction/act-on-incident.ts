import { authorProblems, BadUserInputError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { checkMonthsOpen } from "./check-months-open.js";
import { type CorrectionReason, isCorrectionReason } from "./correction-reason.js";
import {
  type CorrectedIncident,
  forgetIdentities,
  heldValues,
  keepAct,
  keepImported,
  removeIncidents,
  restate,
  storeCorrections,
} from "./incident-versions.js";

/** Which incident an act is on. */
export interface ActedIncident {
  /** Public id, a UUID. */
  readonly id: string;
  /** As the caller called it. */
  readonly name: string;
}

export interface ActSettings {
  readonly reason: CorrectionReason;
  /** Who acts: a function or an account. */
  readonly author: string;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** An incident as it stands, for whoever corrects it. */
export type StandingIncident = Omit<CorrectedIncident, "fileId" | "line" | "personal">;

/** One incident, or several that the act is on as a whole. */
export type ActedIncidents = ActedIncident | readonly ActedIncident[];

/**
 * Corrects incidents, all of them or none.
 *
 * @param change what one is to be, from what it is; null: nothing changes.
 * @throws MonthStateError when the month it is in, or the one it would be in, is closed.
 * @throws BadUserInputError when it is not there.
 */
export function correctIncident(
  store: DataSource,
  incidents: ActedIncidents,
  change: (tx: EntityManager, standing: StandingIncident) => Promise<CorrectedIncident | null>,
  settings: ActSettings,
): Promise<{ readonly isChanged: boolean }> {
  return acting(store, settings, async (tx) => {
    const corrections: CorrectedIncident[] = [];
    const days: string[] = [];
    for (const incident of [incidents].flat()) {
      const standing = await standingIncident(tx, incident);
      const corrected = await change(tx, standing);
      if (corrected === null) continue;
      days.push(standing.day, corrected.day);
      corrections.push(corrected);
    }
    if (corrections.length === 0) return { isChanged: false };
    await checkMonthsOpen(tx, days);
    await storeCorrections(tx, corrections, { ...settings, importId: null });
    return { isChanged: true };
  });
}

/**
 * Withdraws incidents, all of them or none: they are in no list, count or export, and no file brings them back.
 * What they were stays written down.
 *
 * @throws MonthStateError when the month of one is closed.
 * @throws BadUserInputError when one is not there.
 */
export function withdrawIncident(
  store: DataSource,
  incidents: ActedIncidents,
  settings: ActSettings,
): Promise<void> {
  return acting(store, settings, async (tx) => {
    for (const incident of [incidents].flat()) {
      const { id, day } = await standingIncident(tx, incident);
      await checkMonthsOpen(tx, [day]);
      await keepImported(tx, [id]);
      const versionId = await keepAct(tx, id, "WITHDRAWN", settings);
      await tx.query("INSERT INTO withdrawn_incident VALUES ($1, $2)", [id, versionId]);
      await removeIncidents(tx, [id]);
    }
  });
}

/**
 * Puts withdrawn incidents back as they were, all of them or none.
 *
 * @returns whether they are there again: not where their import was taken back meanwhile; a file may bring them now.
 * @throws MonthStateError when the month of one is closed.
 * @throws BadUserInputError when one is not withdrawn.
 */
export function restoreIncident(
  store: DataSource,
  incidents: ActedIncidents,
  settings: ActSettings,
): Promise<{ readonly isThere: boolean }> {
  return acting(store, settings, async (tx) => {
    let isThere = true;
    for (const { id, name } of [incidents].flat()) {
      const [, removed] = await tx.query<[unknown, number]>(
        "DELETE FROM withdrawn_incident WHERE incident_id = $1",
        [id],
      );
      if (removed === 0) {
        throw new BadUserInputError(
          `The incident ${name} is not withdrawn ("palier incidents history ${name}" tells what became of it).`,
        );
      }
      const held = await heldValues(tx, [id]);
      await checkMonthsOpen(
        tx,
        held.map(({ day }) => day),
      );
      await keepAct(tx, id, "RESTORED", settings);
      await restate(tx, [id]);
      if (held.length === 0) await forgetIdentities(tx, [id]);
      isThere &&= held.length > 0;
    }
    return { isThere };
  });
}

function acting<Result>(
  store: DataSource,
  { reason, author, onWait }: ActSettings,
  act: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  const problems = [
    ...(isCorrectionReason(reason) ? [] : [`"${String(reason)}" is none of the reasons`]),
    ...authorProblems(author),
  ];
  if (problems.length > 0) {
    throw new BadUserInputError(`Nothing is changed: ${problems.join("; ")}.`);
  }
  return withStoreLock(store, act, onWait);
}

async function standingIncident(
  tx: EntityManager,
  { id, name }: ActedIncident,
): Promise<StandingIncident> {
  const [standing] = await tx.query<StandingIncident[]>(
    `SELECT id, site_id AS "siteId", day::text AS day, category, time_band AS "timeBand", place,
       severity, complaint_reference AS complaint, target, follow_up AS "followUp"
     FROM incident WHERE id = $1`,
    [id],
  );
  if (standing !== undefined) return standing;
  const [withdrawn] = await tx.query<unknown[]>(
    "SELECT FROM withdrawn_incident WHERE incident_id = $1",
    [id],
  );
  throw new BadUserInputError(
    withdrawn === undefined
      ? `There is no incident ${name}: give its reference as your files have it, or its public id.`
      : `The incident ${name} is withdrawn: "palier incidents restore" puts it back.`,
  );
}
