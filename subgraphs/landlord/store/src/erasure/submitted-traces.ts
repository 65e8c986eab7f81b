import { BadUserInputError, fold } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { Traced } from "./find-traces.js";

/** A content has up to a megabyte. */
const rowsAFetch = 20;

interface KeptSubmission {
  readonly id: string;
  readonly system: string;
  readonly reference: string;
  readonly content: string | null;
  readonly outcome: string | null;
  /** Whether it waits for a closed month. */
  readonly isAwaiting: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** What is left of a content or an outcome, and how many values went. */
interface Left {
  readonly json: string;
  readonly values: number;
}

/**
 * Takes traces out of what systems submitted, as long as it waits, and of the wrong values that a refusal shows.
 * A row that tells an incident of the record goes whole: the incident is known.
 *
 * @param areKnown whether the incidents that are named are in the record.
 * @returns how many values went.
 * @throws BadUserInputError where the named incident only waits: emptied, its row would be no incident.
 */
export async function eraseSubmitted(
  tx: EntityManager,
  traced: Traced,
  areKnown: boolean,
): Promise<number> {
  const traces = tracesOf(traced);
  if (traces === null) return 0;
  let erased = 0;
  for (let after = "0"; ; ) {
    const kept = await tx.query<KeptSubmission[]>(
      `${keptSql} WHERE ${isKept} AND s.id > $1
       ORDER BY s.id LIMIT ${rowsAFetch}`,
      [after],
    );
    const last = kept.at(-1);
    if (last === undefined) return erased;
    after = last.id;
    for (const { id } of kept.filter((submission) => leftOf(submission, traces) > 0)) {
      // Again, and held: it may have been settled in between.
      const [found] = await tx.query<KeptSubmission[]>(
        `${keptSql} WHERE ${isKept} AND s.id = $1 FOR UPDATE OF s`,
        [id],
      );
      if (found === undefined) continue;
      const content = found.content === null ? null : traces.content(found.content);
      const outcome =
        found.outcome === null ? null : traces.outcome(found.outcome, found.reference);
      if ("ids" in traced && !areKnown && content !== null && content.values > 0) {
        const first = found.isAwaiting
          ? `"palier systems list" names the closed month that it waits for: reopen it first`
          : `"palier systems load --once" takes it into the record first`;
        throw new BadUserInputError(
          `Nothing is erased: the incident only waits, in submission "${found.reference}" of ${found.system}. ${first}; --text erases words in it as it waits.`,
        );
      }
      await tx.query("UPDATE submission SET content = $2, outcome = $3::jsonb WHERE id = $1", [
        id,
        content?.json ?? null,
        outcome?.json ?? null,
      ]);
      erased += (content?.values ?? 0) + (outcome?.values ?? 0);
    }
  }
}

const keptSql = `
  SELECT s.id, system.name AS system, s.reference, s.content, s.outcome::text AS outcome,
    EXISTS (SELECT FROM closed_month WHERE month = ANY (s.awaited_months)) AS "isAwaiting"
  FROM submission AS s JOIN submitting_system AS system ON system.id = s.system_id`;
const isKept = "s.state <> 'LOADED'";

function leftOf({ content, outcome, reference }: KeptSubmission, traces: Traces): number {
  return (
    (content === null ? 0 : traces.content(content).values) +
    (outcome === null ? 0 : traces.outcome(outcome, reference).values)
  );
}

interface Traces {
  readonly content: (json: string) => Left;
  readonly outcome: (json: string, reference: string) => Left;
}

/** null: nothing of a submission can be told. */
function tracesOf(traced: Traced): Traces | null {
  if ("text" in traced) {
    const wanted = fold(traced.text);
    const holds = (value: unknown) => fold(String(value)).includes(wanted);
    return {
      content: (json) => without(json, null, (value) => typeof value !== "object" && holds(value)),
      outcome: (json) => without(json, "", (value) => typeof value === "string" && holds(value)),
    };
  }
  const parts = (traced.reference ?? []).map(fold).filter((part) => part !== "");
  if (parts.length === 0) return null;
  const isNamed = (row: Row) => {
    const cells = Object.entries(row).map(
      ([column, value]) => [fold(column), fold(String(value))] as const,
    );
    return parts.every((part) =>
      cells.some(
        ([column, value]) => value === part && (!isShortNumber(part) || isReference.test(column)),
      ),
    );
  };
  return {
    content: (json) => {
      let values = 0;
      const rows = (JSON.parse(json) as Row[]).map((row) => {
        if (!isNamed(row)) return row;
        values += Object.values(row).filter((value) => value !== null).length;
        // An empty row is passed over, and those after it keep their numbers.
        return Object.fromEntries(Object.keys(row).map((column) => [column, null]));
      });
      return { json: JSON.stringify(rows), values };
    },
    // What was refused is kept without its rows: only the submission's own reference tells whose it was.
    outcome: (json, reference) =>
      fold(reference) === parts.join(" ")
        ? without(json, "", (value, key) => key === "value" && value !== "")
        : { json, values: 0 },
  };
}

/** It may be a severity, a count, a year or a commune as well. */
const isShortNumber = (part: string) => /^\d{1,6}$/.test(part);
/** Columns of numbers of incidents, as files of landlords call them. */
const isReference = /ref|fiche|ticket|numero|^n /;

/** JSON with the values that are meant replaced. */
function without(
  json: string,
  by: null | "",
  isMeant: (value: unknown, key: string) => boolean,
): Left {
  let values = 0;
  const left: unknown = JSON.parse(json, (key, value: unknown) => {
    if (!isMeant(value, key)) return value;
    values += 1;
    return by;
  });
  return { json: JSON.stringify(left), values };
}
