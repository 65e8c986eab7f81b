import { fold } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { Candidate } from "./candidate.js";

/** A row that is known by its values alone, and the incident that it is taken for. */
export interface KnownByValues {
  readonly candidate: Candidate;
  /** UUID. */
  readonly incidentId: string;
}

/** Rows of equal incidents that are looked through for one row. */
const mostRows = 1_000;

/**
 * Rows that may tell further incidents: what they hold in the columns that the mapping chooses stands in no row of
 * those that the record has of equal values. The former rows are looked through as text, since their columns are
 * not known any more.
 */
export async function findUntold(
  tx: EntityManager,
  known: readonly KnownByValues[],
): Promise<Set<Candidate>> {
  const asked = known.flatMap(({ candidate, incidentId }) => {
    const texts = candidate.file.chosen?.furtherTexts(candidate.row) ?? [];
    return texts.length > 0 ? [{ candidate, incidentId, texts }] : [];
  });
  if (asked.length === 0) return new Set();
  const ids = asked.map(({ incidentId }) => incidentId);
  const groups = await tx.query<{ id: string; first: string }[]>(groupsSql, [ids]);
  const firstOf = new Map(groups.map(({ id, first }) => [id, first]));
  const firsts = [...new Set(firstOf.values())];
  const rows = await tx.query<{ first: string; source: string }[]>(rowsSql, [firsts]);
  const told = new Map<string, FormerTexts>();
  for (const { first, source } of rows) {
    const texts = told.get(first) ?? new FormerTexts();
    told.set(first, texts);
    texts.add(source);
  }
  const untold = asked.filter(({ incidentId, texts }) => {
    const former = told.get(firstOf.get(incidentId) ?? "");
    return former === undefined || !former.hold(texts);
  });
  return new Set(untold.map(({ candidate }) => candidate));
}

const equalValues = ["site_id", "day", "category", "time_band", "place", "severity"].join(", ");

const groupsSql = `
  SELECT id, first_value(id) OVER (PARTITION BY ${equalValues} ORDER BY id) AS first
  FROM incident WHERE id = ANY ($1::uuid[])`;

const rowsSql = `
  SELECT asked.id AS first, s.source_row AS source
  FROM incident AS asked CROSS JOIN LATERAL (
    SELECT file_id, line FROM incident AS i
    WHERE i.site_id = asked.site_id AND i.day = asked.day AND i.category = asked.category
      AND (i.time_band, i.place, i.severity) IS NOT DISTINCT FROM (asked.time_band, asked.place, asked.severity)
    LIMIT ${mostRows}
  ) AS alike JOIN incident_source AS s ON s.file_id = alike.file_id AND s.line = alike.line
  WHERE asked.id = ANY ($1::uuid[])`;

const betweenCells = /[;,\t|]/;

/** What former rows hold, each with its cells as far as they can be told without knowing its delimiter. */
class FormerTexts {
  private readonly rows: { readonly text: string; readonly cells: ReadonlySet<string> }[] = [];

  add(source: string): void {
    const text = source.replaceAll('""', '"');
    const cells = text.split(betweenCells).map((cell) => fold(cell.replaceAll(/^\s*"|"\s*$/g, "")));
    this.rows.push({ text: fold(text), cells: new Set(cells) });
  }

  /** Whether one row holds all of them. */
  hold(texts: readonly string[]): boolean {
    return this.rows.some(({ text, cells }) =>
      texts.every((wanted) =>
        betweenCells.test(wanted) ? text.includes(wanted) : cells.has(wanted),
      ),
    );
  }
}
