import { BadUserInputError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { type ErasureSummary, eraseTraced, traceTables } from "./erase-traces.js";
import { type ErasedField, personalFields } from "./erasure.entity.js";

/**
 * What was erased, as it is kept apart from the record, so that a backup from before does not bring it back: ids of
 * incidents and fields, and nothing that stood in them.
 */
export interface ErasureList {
  /** By public id. */
  readonly fields: ReadonlyMap<string, ReadonlySet<ErasedField>>;
  /** When erasures went by words: what waited, and rows of no incident, are known by these alone. */
  readonly byWords: ReadonlySet<string>;
}

const erasedFields: ReadonlySet<string> = new Set([...personalFields, "row"]);

/** @returns what the record knows of, and what an earlier list says besides. */
export async function listErasures(
  store: Pick<EntityManager, "query">,
  earlier: ErasureList = parseErasures(""),
): Promise<ErasureList> {
  const marks = await store.query<{ id: string; fields: ErasedField[] }[]>(
    "SELECT incident_id AS id, array_agg(field) AS fields FROM erased_field GROUP BY 1",
  );
  const times = await store.query<{ madeAt: Date }[]>(
    `SELECT made_at AS "madeAt" FROM erasure WHERE by_text`,
  );
  const known = {
    fields: new Map(marks.map((mark) => [mark.id, new Set(mark.fields)])),
    byWords: new Set(times.map(({ madeAt }) => madeAt.toISOString())),
  };
  return joinErasures([earlier, known]);
}

/** What any of these lists says. */
export function joinErasures(lists: readonly ErasureList[]): ErasureList {
  const fields = new Map<string, ReadonlySet<ErasedField>>();
  for (const [id, of] of lists.flatMap((list) => [...list.fields])) {
    fields.set(id, new Set([...(fields.get(id) ?? []), ...of]));
  }
  return { fields, byWords: new Set(lists.flatMap((list) => [...list.byWords])) };
}

/** A line each, sorted. */
export function writeErasures({ fields, byWords }: ErasureList): string {
  const lines = [
    "# What was erased: ids of incidents and fields, no words. palier restore erases it again.",
    ...[...byWords].sort().map((time) => `words ${time}`),
    ...[...fields].map(([id, of]) => `${id} ${[...of].sort().join(",")}`).sort(),
  ];
  return `${lines.join("\n")}\n`;
}

/** @throws BadUserInputError naming the line that is none. */
export function parseErasures(text: string): ErasureList {
  const fields = new Map<string, ReadonlySet<ErasedField>>();
  const byWords = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [first = "", second = "", ...rest] = line.split(" ");
    const named = second.split(",");
    if (first === "words" && rest.length === 0 && isTime.test(second)) byWords.add(second);
    else if (isId.test(first) && rest.length === 0 && named.every(isErasedField)) {
      fields.set(first, new Set([...(fields.get(first) ?? []), ...named]));
    } else {
      throw new BadUserInputError(
        `Line ${index + 1} of the list of erasures is none: expected an incident's public id and fields, as palier erase writes them.`,
      );
    }
  }
  return { fields, byWords };
}

const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isErasedField(text: string): text is ErasedField {
  return erasedFields.has(text);
}

/** What a list erased again. */
export interface ErasedAgain extends Pick<ErasureSummary, "values" | "sourceRows"> {
  readonly incidents: number;
  /** When erasures went by words of which the record does not know, oldest first: they are to be done again by hand. */
  readonly unknownByWords: readonly string[];
}

/** Erases again what the list says and the record does not know of, as `eraseListedIn` does. */
export function eraseListed(
  store: DataSource,
  list: ErasureList,
  author: string,
  onWait?: (holder: LockHolder | null) => void,
): Promise<ErasedAgain> {
  return withStoreLock(store, (tx) => eraseListedIn(tx, list, author), onWait);
}

/**
 * Erases again, where nobody else writes, what the list says and the record does not know of. Of an incident that the
 * record does not hold it is written down all the same: its file may come again.
 */
export async function eraseListedIn(
  tx: EntityManager,
  { fields, byWords }: ErasureList,
  author: string,
): Promise<ErasedAgain> {
  const marks = [...fields].flatMap(([id, of]) => [...of].map((field) => ({ id, field })));
  const known = (await listErasures(tx)).byWords;
  const unknownByWords = [...byWords].filter((time) => !known.has(time)).sort();
  await tx.query(traceTables);
  await tx.query(missingMarks, [marks.map(({ id }) => id), marks.map(({ field }) => field)]);
  await tx.query(marksOfVersions);
  await tx.query(markedRows);
  const [counted] = await tx.query<{ incidents: number }[]>(
    "SELECT count(DISTINCT incident_id)::integer AS incidents FROM trace",
  );
  const incidents = counted?.incidents ?? 0;
  if (incidents === 0) return { incidents, unknownByWords, values: nothing, sourceRows: 0 };
  const act = { author, isByText: false, incidents, submittedValues: 0 };
  return { incidents, unknownByWords, ...(await eraseTraced(tx, act)) };
}

const nothing = { reporter: 0, staff: 0, narrative: 0, source: 0 };

const missingMarks = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT id, NULL::integer, field FROM unnest($1::uuid[], $2::text[]) AS listed (id, field)
  WHERE NOT EXISTS (
    SELECT FROM erased_field AS e WHERE e.incident_id = listed.id AND e.field = listed.field)`;

const marksOfVersions = `
  INSERT INTO trace (incident_id, version_id, field)
  SELECT incident_id, v.id, field FROM trace JOIN incident_version AS v USING (incident_id)`;

const markedRows = `
  INSERT INTO traced_row (file_id, line)
  SELECT i.file_id, i.line FROM incident AS i JOIN trace ON incident_id = i.id WHERE field = 'row'
  UNION SELECT v.file_id, v.line FROM incident_version AS v JOIN trace USING (incident_id)
  WHERE field = 'row' AND v.file_id IS NOT NULL`;
