import { authorProblems, BadUserInputError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { checkMonthsOpen } from "./check-months-open.js";
import {
  endStories,
  forgetIdentities,
  forgetUndoneIdentities,
  heldValues,
  removeIncidents,
  restate,
} from "./incident-versions.js";
import { handRetoldOn, type LaterTelling, laterTellings } from "./retold-incidents.js";

/** What taking an import back did. */
export interface UndoSummary {
  /** Incidents that it had brought, and that are gone. */
  readonly removed: number;
  /** Those of them that were corrected later; their corrections are gone with them. */
  readonly removedWithCorrections: number;
  /** Incidents that it had corrected, and that are as they were before. */
  readonly restored: number;
  /** Those that it had corrected, and that a later correction holds as they are. */
  readonly keptByLaterCorrection: number;
  /** Of what it had brought or corrected, what is withdrawn, and stays so. */
  readonly withdrawn: number;
  /** Later files that told or corrected some of what is gone: to be imported again. */
  readonly toldAgain: readonly LaterTelling[];
}

export interface UndoSettings {
  /** Who acts: a function or an account. */
  readonly author: string;
  /** Whether incidents go that later files told or corrected, too; else they refuse the act. */
  readonly isToldAgain?: boolean;
  readonly clock?: () => Date;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** Later files that a refusal names. */
const mostNamed = 5;

/** Incidents that statements take together. */
const idsAtOnce = 20_000;

/**
 * Takes a whole import back, as if it had never been; the same files may be imported again.
 * Incidents that it brought go, with what was corrected of them later; what it corrected is as it
 * was before, unless a later correction stands. Sites that it made stay. Later files that told some of what it
 * brought were told that it is known, so that nothing of them would be left.
 *
 * @throws MonthStateError when one of its months is closed.
 * @throws BadUserInputError when there is no such import, it is undone already, a part of it is purged, or
 *   later files told or corrected what it brought.
 */
export function undoImport(
  store: DataSource,
  importId: number,
  { author, isToldAgain = false, clock = () => new Date(), onWait }: UndoSettings,
): Promise<UndoSummary> {
  return withStoreLock(
    store,
    async (tx) => {
      await checkCanUndo(tx, importId, author);
      const toldAgain = await laterTellings(tx, importId);
      if (toldAgain.length > 0 && !isToldAgain) throw toldLater(importId, toldAgain);
      const touched = await touchedBy(tx, importId);
      await checkMonthsOpen(tx, await daysOf(tx, touched));
      await tx.query("UPDATE import_run SET undone_at = $2, undone_by = $3 WHERE id = $1", [
        importId,
        clock(),
        author,
      ]);
      const added = touched.filter(({ isAdded }) => isAdded);
      const corrected = touched.filter(({ isAdded }) => !isAdded);
      for (const ids of pieces(added)) {
        await endStories(tx, ids, { importId, author });
        await removeIncidents(tx, ids);
      }
      // What is withdrawn is known again by all that it was known by.
      for (const ids of pieces(added.filter(({ isWithdrawn }) => !isWithdrawn))) {
        await forgetIdentities(tx, ids);
      }
      const changing = corrected.filter(({ isWithdrawn, isLast }) => isLast && !isWithdrawn);
      for (const ids of pieces(changing)) {
        // As they are to be without the import, which is undone by now.
        await checkMonthsOpen(
          tx,
          (await heldValues(tx, ids)).map(({ day }) => day),
        );
        await restate(tx, ids);
      }
      for (const ids of pieces(corrected)) await forgetUndoneIdentities(tx, ids);
      await tx.query(
        `DELETE FROM incident_source AS s USING import_file AS f
         WHERE f.import_id = $1 AND s.file_id = f.id AND NOT EXISTS (
           SELECT FROM incident_version AS v WHERE v.file_id = s.file_id AND v.line = s.line
             AND v.act = 'CORRECTED' AND v.import_id IS DISTINCT FROM $1
             AND NOT EXISTS (SELECT FROM incident_version AS ended
               WHERE ended.incident_id = v.incident_id AND ended.act = 'UNDONE' AND ended.id > v.id))`,
        [importId],
      );
      await handRetoldOn(tx, importId);
      return {
        removed: added.filter(({ isWithdrawn }) => !isWithdrawn).length,
        removedWithCorrections: added.filter(({ isLast, isWithdrawn }) => !isLast && !isWithdrawn)
          .length,
        restored: changing.length,
        keptByLaterCorrection: corrected.filter(
          ({ isLast, isWithdrawn }) => !isLast && !isWithdrawn,
        ).length,
        withdrawn: touched.filter(({ isWithdrawn }) => isWithdrawn).length,
        toldAgain,
      };
    },
    onWait,
  );
}

/** An incident that an import brought or corrected. */
interface Touched {
  readonly id: string;
  readonly isAdded: boolean;
  readonly isWithdrawn: boolean;
  /** Whether nothing that holds came after it. */
  readonly isLast: boolean;
}

async function checkCanUndo(tx: EntityManager, importId: number, author: string): Promise<void> {
  const [run] = await tx.query<{ undoneAt: Date | null; isPurged: boolean }[]>(
    `SELECT undone_at AS "undoneAt", is_purged AS "isPurged" FROM import_run WHERE id = $1`,
    [importId],
  );
  const problems = [
    ...(run === undefined
      ? [`there is no import ${importId}: "palier import list" names those that there are`]
      : []),
    ...(run?.undoneAt ? [`import ${importId} is taken back already`] : []),
    ...(run?.isPurged
      ? [
          `of what import ${importId} brought, months are purged, and it cannot be taken back whole: "palier incidents withdraw" takes single incidents back`,
        ]
      : []),
    ...authorProblems(author),
  ];
  if (problems.length > 0) {
    throw new BadUserInputError(`Nothing is taken back: ${problems.join("; ")}.`);
  }
}

function toldLater(importId: number, tellings: readonly LaterTelling[]): BadUserInputError {
  const named = tellings
    .slice(0, mostNamed)
    .map(({ importId: later, fileName, told, corrected }) => {
      const acts = [
        ...(told > 0 ? [`told up to ${told}`] : []),
        ...(corrected > 0 ? [`corrected ${corrected}`] : []),
      ];
      const who =
        later > 0
          ? `import ${later} ("${fileName}")`
          : `"${fileName}", which brought nothing else,`;
      return `${who} ${acts.join(" and ")}`;
    });
  const more = tellings.length - named.length;
  if (more > 0) named.push(`${more} more`);
  return new BadUserInputError(
    `Nothing is taken back: incidents that import ${importId} brought would be gone though later files tell them too: ${named.join("; ")}. Take later imports back first, or go on with "palier import undo ${importId} --told-again" and import those files again afterwards.`,
  );
}

/** Of stories that have not ended: what the import brought, and what it corrected. */
function touchedBy(tx: EntityManager, importId: number): Promise<Touched[]> {
  return tx.query<Touched[]>(
    `WITH story AS (
       SELECT v.* FROM incident_version AS v
       WHERE v.incident_id IN (SELECT incident_id FROM incident_version WHERE import_id = $1)
         AND v.act IN ('IMPORTED', 'CORRECTED')
         AND NOT EXISTS (SELECT FROM incident_version AS ended
           WHERE ended.incident_id = v.incident_id AND ended.act = 'UNDONE' AND ended.id > v.id)
     ), holding AS (
       SELECT story.* FROM story LEFT JOIN import_run AS r ON r.id = story.import_id
       WHERE story.act = 'IMPORTED' OR r.undone_at IS NULL
     ), told AS (
       SELECT incident_id AS id, bool_or(act = 'IMPORTED') AS is_added FROM story
       WHERE import_id = $1 GROUP BY incident_id
     )
     SELECT told.id, is_added AS "isAdded",
       EXISTS (SELECT FROM withdrawn_incident WHERE incident_id = told.id) AS "isWithdrawn",
       NOT EXISTS (SELECT FROM holding WHERE holding.incident_id = told.id AND holding.id >
         (SELECT max(own.id) FROM story AS own WHERE own.incident_id = told.id AND own.import_id = $1)
       ) AS "isLast"
     FROM told
     UNION ALL
     -- Those that nobody touched have no story yet.
     SELECT i.id, true, false, true FROM incident AS i JOIN import_file AS f ON f.id = i.file_id
     WHERE f.import_id = $1 AND NOT EXISTS (SELECT FROM story WHERE story.incident_id = i.id)`,
    [importId],
  );
}

/** Days of what is to change, as it is. */
async function daysOf(tx: EntityManager, touched: readonly Touched[]): Promise<Set<string>> {
  const days = new Set<string>();
  for (const ids of pieces(touched.filter(({ isAdded, isLast }) => isAdded || isLast))) {
    const found = await tx.query<{ day: string }[]>(
      "SELECT DISTINCT date_trunc('month', day)::date::text AS day FROM incident WHERE id = ANY ($1::uuid[])",
      [ids],
    );
    for (const { day } of found) days.add(day);
  }
  return days;
}

function pieces(touched: readonly Touched[]): string[][] {
  const found: string[][] = [];
  for (let at = 0; at < touched.length; at += idsAtOnce) {
    found.push(touched.slice(at, at + idsAtOnce).map(({ id }) => id));
  }
  return found;
}
