import { fold } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { personalFields } from "./erasure.entity.js";
import { noneStaying, type StayingPlace, stayingTexts } from "./staying-texts.js";

/** Whose traces go: what is known of persons in some incidents, or wherever a text stands. */
export type Traced =
  | {
      readonly ids: readonly string[];
      /** As it was called, in its parts; absent where it was called by its public id. */
      readonly reference?: readonly string[];
    }
  | { readonly text: string };

/** Letters and digits: fewer stand nearly everywhere. */
const fewestCharacters = 3;
const rowsAFetch = 2_000;

/** What is wrong with a text to look for; empty: nothing. */
export function shortestText(text: string): string[] {
  return fold(text).length < fewestCharacters
    ? [`a text to look for has at least ${fewestCharacters} letters`]
    : [];
}

/**
 * Fills the tables `trace` and `traced_row`. Case, accents and spaces make no difference.
 *
 * @returns in how many rows the text stands besides, where no field is for persons.
 */
export async function findTraces(
  tx: EntityManager,
  traced: Traced,
): Promise<Readonly<Record<StayingPlace, number>>> {
  const staying = noneStaying();
  if ("ids" in traced) {
    await tx.query(allOf, [traced.ids]);
    await tx.query(rowsOf, [traced.ids]);
    await tx.query(marksOf, [traced.ids]);
    return staying;
  }
  const wanted = fold(traced.text);
  for (const field of personalFields) {
    await holding(tx, texts(field), wanted, async (rows) => {
      await tx.query(
        `INSERT INTO trace (incident_id, version_id, field)
         SELECT id, version, $3 FROM unnest($1::uuid[], $2::integer[]) AS found (id, version)`,
        [rows.map(({ id }) => id), rows.map(({ version }) => version), field],
      );
    });
  }
  await holding(tx, sourceRows, wanted, async (rows) => {
    await tx.query("INSERT INTO traced_row SELECT * FROM unnest($1::integer[], $2::integer[])", [
      rows.map(({ version }) => version),
      rows.map(({ line }) => line),
    ]);
  });
  // Rows of the same incidents are taken as they stand: a field of them is in its row, too.
  await tx.query(rowsOf, [await foundIds(tx)]);
  await tx.query(incidentsOfRows);
  await tx.query(untoldFields);
  for (const { place, table, columns, lists = [] } of stayingTexts) {
    const told = [...columns, ...lists.map((list) => `array_to_string(${list}, E'\\n')`)];
    const query = `
      SELECT NULL::uuid AS id, NULL::integer AS version, NULL::integer AS line,
        concat_ws(E'\\n', ${told.join(", ")}) AS text
      FROM ${table}`;
    await holding(tx, query, wanted, async (rows) => {
      staying[place] += rows.length;
    });
  }
  return staying;
}

interface TextRow {
  readonly id: string | null;
  readonly version: number | null;
  readonly line: number | null;
  readonly text: string;
}

async function foundIds(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>("SELECT DISTINCT incident_id AS id FROM trace");
  return rows.map(({ id }) => id);
}

/** In constant memory, however large the record is. */
async function holding(
  tx: EntityManager,
  query: string,
  wanted: string,
  onFound: (rows: readonly TextRow[]) => Promise<void>,
): Promise<void> {
  await tx.query(`DECLARE texts NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const rows = await tx.query<TextRow[]>(`FETCH ${rowsAFetch} FROM texts`);
    if (rows.length === 0) break;
    const found = rows.filter(({ text }) => fold(text).includes(wanted));
    if (found.length > 0) await onFound(found);
  }
  await tx.query("CLOSE texts");
}

const texts = (field: string) => `
  SELECT incident_id AS id, NULL::integer AS version, NULL::integer AS line, ${field} AS text
  FROM incident_personal WHERE ${field} IS NOT NULL
  UNION ALL
  SELECT incident_id, version_id, NULL, ${field}
  FROM incident_version_personal JOIN incident_version AS v ON v.id = version_id WHERE ${field} IS NOT NULL`;
const sourceRows =
  "SELECT NULL::uuid AS id, file_id AS version, line, source_row AS text FROM incident_source";

const allOf = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT incident_id, NULL::integer, field FROM incident_personal
  CROSS JOIN unnest(ARRAY['reporter', 'staff', 'narrative', 'source']) AS field
  WHERE incident_id = ANY ($1::uuid[])
  UNION ALL
  SELECT incident_id, version_id, field FROM incident_version_personal
  JOIN incident_version AS v ON v.id = version_id
  CROSS JOIN unnest(ARRAY['reporter', 'staff', 'narrative', 'source']) AS field
  WHERE incident_id = ANY ($1::uuid[])`;

/** Also where nothing is known yet, so that no file tells it later. */
const marksOf = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT id, NULL::integer, field FROM (
    SELECT id FROM incident WHERE id = ANY ($1::uuid[])
    UNION SELECT incident_id FROM incident_version WHERE incident_id = ANY ($1::uuid[])
  ) AS there
  CROSS JOIN unnest(ARRAY['reporter', 'staff', 'narrative', 'source', 'row']) AS field`;

const rowsOf = `
  INSERT INTO traced_row (file_id, line)
  SELECT file_id, line FROM incident WHERE id = ANY ($1::uuid[])
  UNION SELECT file_id, line FROM incident_version WHERE incident_id = ANY ($1::uuid[]) AND file_id IS NOT NULL`;

/** No correction of theirs keeps its row: it would say the same again. */
const incidentsOfRows = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT i.id, NULL::integer, 'row' FROM incident AS i JOIN traced_row USING (file_id, line)
  UNION SELECT v.incident_id, NULL::integer, 'row' FROM incident_version AS v JOIN traced_row USING (file_id, line)`;

/** What a row said under a column that nobody read would be told by a mapping that reads it. */
const untoldFields = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT named.incident_id, NULL::integer, field FROM (
    SELECT DISTINCT incident_id FROM trace WHERE field = 'row'
  ) AS named
  LEFT JOIN incident_personal AS p USING (incident_id)
  CROSS JOIN unnest(ARRAY['reporter', 'staff', 'narrative', 'source']) AS field
  WHERE to_jsonb(p) ->> field IS NULL
    -- What a version tells of somebody else may come to stand again.
    AND NOT EXISTS (SELECT FROM incident_version AS v
      JOIN incident_version_personal AS told ON told.version_id = v.id
      WHERE v.incident_id = named.incident_id AND to_jsonb(told) ->> field IS NOT NULL)`;
