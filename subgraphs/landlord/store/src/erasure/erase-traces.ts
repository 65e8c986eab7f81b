import { authorProblems, BadUserInputError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { spreadErasures } from "../correction/incident-versions.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { ErasureRow, type PersonalField, personalFields } from "./erasure.entity.js";
import { findTraces, shortestText, type Traced } from "./find-traces.js";
import { describeStaying, type StayingPlace } from "./staying-texts.js";
import { eraseSubmitted } from "./submitted-traces.js";

export interface ErasureSettings {
  /** Who acts: a function or an account. */
  readonly author: string;
  /** Nothing is done: the summary says what would be. */
  readonly isPreview?: boolean;
  /** Keeps apart from the record that it was erased, before it is: what it throws leaves the record as it was. */
  readonly keepApart?: (tx: EntityManager) => Promise<void>;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** What was erased, or would be; never what it said. */
export interface ErasureSummary {
  /** Public ids, sorted. */
  readonly incidents: readonly string[];
  /** By field, in incidents and in what they were before corrections. */
  readonly values: Readonly<Record<PersonalField, number>>;
  /** Rows of files. */
  readonly sourceRows: number;
  /** Values in what systems submitted that waits, or in what is told of its refusal. */
  readonly submittedValues: number;
  /** In how many rows the text stands besides, and stays. */
  readonly elsewhere: Readonly<Record<StayingPlace, number>>;
}

/**
 * Erases what is known of a person: in incidents, in what they were before corrections, in those that are withdrawn,
 * in the rows of files as they stood, and in what systems submitted. Counts and levels stay, and no file brings it
 * back. That it was done is written down, without the words.
 *
 * @throws BadUserInputError when nothing is found, or too short a text is given.
 */
export async function eraseTraces(
  store: DataSource,
  traced: Traced,
  { author, isPreview = false, keepApart, onWait }: ErasureSettings,
): Promise<ErasureSummary> {
  const problems = [
    ...authorProblems(author),
    ...("text" in traced ? shortestText(traced.text) : []),
  ];
  if (problems.length > 0)
    throw new BadUserInputError(`Nothing is erased: ${problems.join("; ")}.`);
  const undo = new Error("only a preview");
  let summary: ErasureSummary | null = null;
  try {
    await withStoreLock(
      store,
      async (tx) => {
        summary = await erase(tx, traced, author);
        // Whatever is thrown leaves the store as it was.
        if (isPreview) throw undo;
        await keepApart?.(tx);
      },
      onWait,
    );
  } catch (error) {
    if (error !== undo) throw error;
  }
  if (summary === null) throw new Error("an erasure without an outcome");
  return summary;
}

async function erase(tx: EntityManager, traced: Traced, author: string): Promise<ErasureSummary> {
  await tx.query(traceTables);
  const elsewhere = await findTraces(tx, traced);
  const found = await tx.query<{ id: string }[]>(
    "SELECT DISTINCT incident_id AS id FROM trace ORDER BY 1",
  );
  const incidents = found.map(({ id }) => id);
  const [rows] = await tx.query<{ stray: boolean }[]>(
    "SELECT EXISTS (SELECT FROM traced_row) AS stray",
  );
  const submittedValues = await eraseSubmitted(tx, traced, incidents.length > 0);
  if (incidents.length === 0 && rows?.stray !== true && submittedValues === 0) {
    const stays = describeStaying(elsewhere);
    throw new BadUserInputError(
      `Nothing is erased: no personal field, no row of a file and nothing that was submitted holds it.${stays.length === 0 ? "" : ` It stands in this, and stays there as long as it says:\n${stays.join("\n")}`}`,
    );
  }
  const isByText = "text" in traced;
  const act = { author, isByText, incidents: incidents.length, submittedValues };
  return { incidents, submittedValues, elsewhere, ...(await eraseTraced(tx, act)) };
}

/** Takes out of the record what the tables `trace` and `traced_row` name, and writes down that it was done. */
export async function eraseTraced(
  tx: EntityManager,
  {
    submittedValues,
    ...act
  }: Pick<ErasureRow, "author" | "isByText" | "incidents"> &
    Pick<ErasureSummary, "submittedValues">,
): Promise<Pick<ErasureSummary, "values" | "sourceRows">> {
  const values = { reporter: 0, staff: 0, narrative: 0, source: 0 };
  for (const field of personalFields) values[field] = await eraseField(tx, field);
  await tx.query(removeEmpty);
  const [, sourceRows] = await tx.query<[unknown, number]>(
    `DELETE FROM incident_source AS s USING traced_row AS t
     WHERE s.file_id = t.file_id AND s.line = t.line`,
  );
  const valuesErased = Object.values(values).reduce((sum, count) => sum + count, submittedValues);
  const { id } = await tx.save(ErasureRow, { ...act, valuesErased, sourceRows });
  await tx.query(
    `INSERT INTO erased_field (incident_id, field, erasure_id)
     SELECT DISTINCT incident_id, field, $1::integer FROM trace
     ON CONFLICT (incident_id, field) DO NOTHING`,
    [id],
  );
  const traced = await tx.query<{ id: string }[]>("SELECT DISTINCT incident_id AS id FROM trace");
  await spreadErasures(
    tx,
    traced.map((incident) => incident.id),
  );
  return { values, sourceRows };
}

/** Which fields of which incidents, now or in a version; and which rows of files. */
export const traceTables = `
  CREATE TEMPORARY TABLE trace (incident_id uuid NOT NULL, version_id integer, field text NOT NULL) ON COMMIT DROP;
  CREATE TEMPORARY TABLE traced_row (file_id integer NOT NULL, line integer NOT NULL) ON COMMIT DROP;
`;

async function eraseField(tx: EntityManager, field: PersonalField): Promise<number> {
  const [, now] = await tx.query<[unknown, number]>(
    `UPDATE incident_personal AS p SET ${field} = NULL FROM (
       SELECT DISTINCT incident_id FROM trace WHERE field = '${field}' AND version_id IS NULL
     ) AS t WHERE t.incident_id = p.incident_id AND p.${field} IS NOT NULL`,
  );
  const [, before] = await tx.query<[unknown, number]>(
    `UPDATE incident_version_personal AS p SET ${field} = NULL FROM (
       SELECT DISTINCT version_id FROM trace WHERE field = '${field}' AND version_id IS NOT NULL
     ) AS t WHERE t.version_id = p.version_id AND p.${field} IS NOT NULL`,
  );
  return now + before;
}

const nothingLeft = "num_nonnulls(reporter, staff, narrative, source) = 0";
const removeEmpty = `
  DELETE FROM incident_personal AS p USING trace AS t WHERE t.incident_id = p.incident_id AND ${nothingLeft};
  DELETE FROM incident_version_personal AS p USING trace AS t WHERE t.version_id = p.version_id AND ${nothingLeft};
`;
