import {
  awaitMonths,
  nextSubmission,
  postponeSubmission,
  settleSubmission,
  takeSubmission,
  type WaitingSubmission,
} from "@palier/landlord-store";
import type { MonthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { importIncidents } from "./import-incidents.js";
import type { Mapping } from "./mapping/mapping.js";
import { ownMapping } from "./mapping/own-mapping.js";
import { ImportRefusedError } from "./report/bad-row.js";
import type { ImportSummary } from "./report/import-progress.js";
import { type SubmittedRow, writeSubmissionFile } from "./submission/submission-file.js";

/** How submissions are loaded. */
export interface SubmissionLoading {
  readonly slug: string;
  /** How rows are read; else their columns bear Palier's own names. */
  readonly mapping?: Mapping;
  readonly clock?: () => Date;
  /** Told a failure that is no matter of what was submitted; another try follows. */
  readonly onFailure?: (submission: WaitingSubmission, error: unknown) => void;
  /** Told what became of one, without a word of its content. */
  readonly onSettled?: (system: string, state: "LOADED" | "REFUSED") => void;
  /** Told that one waits for closed months to be reopened. */
  readonly onAwaiting?: (system: string, months: readonly MonthNumber[]) => void;
}

/**
 * Loads what waits, oldest first, with the checks of a file. Killed at any moment it leaves each loaded
 * whole or waiting: an incident that is known already is not loaded again. One that fails for no reason of
 * its own goes on waiting, behind the others, and ends the call, so that its caller tries again after a while: it
 * was acknowledged, and whoever submitted it keeps no copy. So does one that only closed months keep out, until
 * they are reopened.
 *
 * @returns how many were settled.
 */
export async function loadSubmissions(
  store: DataSource,
  loading: SubmissionLoading,
): Promise<number> {
  let settled = 0;
  for (;;) {
    const next = await nextSubmission(store);
    if (next === null) return settled;
    try {
      const tried = await load(store, next, loading);
      if (tried.state === "AWAITING") {
        await awaitMonths(store, next, tried.months, tried.left);
        loading.onAwaiting?.(next.system, tried.months);
        continue;
      }
      const { state, outcome } = tried;
      if (!(await settleSubmission(store, next, state, outcome))) continue;
      loading.onSettled?.(next.system, state);
      settled += 1;
    } catch (error) {
      if (error instanceof SubmissionChangedError) continue;
      loading.onFailure?.(next, error);
      await postponeSubmission(store, next.id);
      return settled;
    }
  }
}

type Tried =
  | { readonly state: "LOADED" | "REFUSED"; readonly outcome: object }
  | {
      readonly state: "AWAITING";
      readonly months: readonly MonthNumber[];
      /** Its content without what is of purged months. */
      readonly left: string;
    };

/** Something was erased in it since it was read: it is read again. */
class SubmissionChangedError extends Error {}

async function load(
  store: DataSource,
  submission: WaitingSubmission,
  { slug, mapping = ownMapping, clock }: SubmissionLoading,
): Promise<Tried> {
  const { system, reference, content, sites } = submission;
  const rows = JSON.parse(content) as readonly SubmittedRow[];
  const file = await writeSubmissionFile(slug, `${system}-${reference}`, rows);
  const purged = new Set<number | null>();
  try {
    const summary = await importIncidents(store, [file.path], {
      mapping: asSubmitted(mapping),
      author: `system ${system}`,
      submitted: {
        sites: sites === null ? null : new Set(sites),
        onPurged: (line) => purged.add(file.incidentAt(line)),
      },
      beforeRows: async (tx) => {
        if (!(await takeSubmission(tx, submission))) throw new SubmissionChangedError();
      },
      ...(clock && { clock }),
    });
    return { state: "LOADED", outcome: loaded(summary) };
  } catch (error) {
    if (error instanceof ImportRefusedError) {
      const months = error.closedMonths;
      if (months !== null) {
        return {
          state: "AWAITING",
          months,
          left: purged.size > 0 ? without(rows, purged) : content,
        };
      }
      const problems = error.badRows.map(({ line, column, value, expected }) => {
        return { incident: file.incidentAt(line), column, value, expected };
      });
      const more = error.problemCount - error.listedCount;
      return { state: "REFUSED", outcome: { problems, more } };
    }
    throw error;
  } finally {
    await file.remove();
  }
}

/** An empty row is passed over, and those after it keep their numbers. */
function without(rows: readonly SubmittedRow[], numbers: ReadonlySet<number | null>): string {
  return JSON.stringify(
    rows.map((row, index) =>
      numbers.has(index + 1)
        ? Object.fromEntries(Object.keys(row).map((column) => [column, null]))
        : row,
    ),
  );
}

/** Rows are written by us, and a system makes no sites. */
function asSubmitted(mapping: Mapping): Mapping {
  const { site } = mapping;
  return {
    ...mapping,
    ...{
      encoding: "utf-8",
      delimiter: ",",
      headerLine: 1,
      sheet: null,
      site: { ...site, create: null },
    },
  };
}

function loaded(summary: ImportSummary): object {
  const { incidentsAdded, alreadyKnown, withdrawn, purged, passedOver } = summary;
  return { added: incidentsAdded, alreadyKnown, withdrawn, purged, passedOver };
}
