import { type Convention, conventionHash, type Grid, type Release } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { integerArray } from "../sql/integer-list.js";
import { placeColumns } from "./place-name.js";

/** Rows of a statement. */
const mostRows = 20_000;

/** Keeps a release; what it corrects, publishes again or takes back holds no more. */
export async function writeRelease(
  tx: EntityManager,
  release: Release,
  { convention, grid, families }: Rule,
): Promise<void> {
  const { step, threshold, months, closedMonths, cells } = release;
  await tx.query(
    `INSERT INTO release (step, threshold, grid, families, convention_reference, convention_version,
       convention_hash, closed_months, published_months, shown, zeros, small, further)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[step, threshold, grid.version, families],
      ...[convention.reference, convention.version, conventionHash(convention)],
      ...[closedMonths, months, cells.shown, cells.zeros, cells.small, cells.further],
    ],
  );
  for (const lines of chunks(release.lines)) await writeLines(tx, step, lines);
  for (const levels of chunks(release.levels)) await writeLevels(tx, step, levels);
  for (const levels of chunks(release.withdrawn)) await endLevels(tx, step, levels);
  await writeNotes(tx, release);
}

interface Rule {
  readonly convention: Convention;
  readonly grid: Grid;
  readonly families: readonly string[];
}

const lineColumns = `month integer, commune text, "priorityDistrict" text, "isBrought" boolean, family text,
  subtotal integer, "isSubtotalWithheld" boolean, "isRestated" boolean`;

async function writeLines(tx: EntityManager, step: number, lines: Release["lines"]): Promise<void> {
  const rows = lines.map(({ place, cells, ...line }) => ({
    ...line,
    ...placeColumns(place),
    subtotal: cells.reduce((sum, { count }) => sum + count, 0),
  }));
  await tx.query(
    `UPDATE release_line SET corrected_by = $1 FROM jsonb_to_recordset($2::jsonb) AS line (${lineColumns})
     WHERE corrected_by IS NULL AND release_line.month = line.month AND release_line.commune = line.commune
       AND priority_district = "priorityDistrict" AND is_brought = "isBrought"
       AND release_line.family = line.family`,
    [step, JSON.stringify(rows)],
  );
  const added = await tx.query<{ id: number }[]>(
    `INSERT INTO release_line (release_step, month, commune, priority_district, is_brought, family, subtotal,
       is_subtotal_withheld, is_restated)
     SELECT $1, month, commune, "priorityDistrict", "isBrought", family, subtotal, "isSubtotalWithheld",
       "isRestated"
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (${lineColumns})) WITH ORDINALITY AS line (
       month, commune, "priorityDistrict", "isBrought", family, subtotal, "isSubtotalWithheld", "isRestated",
       rank)
     ORDER BY rank RETURNING id`,
    [step, JSON.stringify(rows)],
  );
  const cells = lines.flatMap(({ cells: ofLine }, index) =>
    ofLine.map((cell) => ({ ...cell, line: added[index]?.id ?? 0 })),
  );
  for (const some of chunks(cells)) {
    await tx.query(
      `INSERT INTO release_cell (line_id, site_id, incidents, is_withheld)
       SELECT * FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::boolean[])`,
      [
        integerArray(some.map(({ line }) => line)),
        integerArray(some.map(({ site }) => Number(site))),
        integerArray(some.map(({ count }) => count)),
        some.map(({ isWithheld }) => isWithheld),
      ],
    );
  }
}

async function writeLevels(
  tx: EntityManager,
  step: number,
  levels: Release["levels"],
): Promise<void> {
  await endLevels(tx, step, levels);
  await tx.query(
    `INSERT INTO release_level (month, site_id, release_step, dwellings, counted, met, are_gates_withheld)
     SELECT month, site_id, $3, dwellings, counted::integer[], met::boolean[], withheld
     FROM unnest($1::integer[], $2::integer[], $4::integer[], $5::text[], $6::text[], $7::boolean[])
       AS now (month, site_id, dwellings, counted, met, withheld)`,
    [
      ...[...keysOf(levels), step, integerArray(levels.map(({ dwellings }) => dwellings))],
      levels.map(({ counted }) => `{${counted.join()}}`),
      levels.map(({ met }) => `{${met.join()}}`),
      levels.map(({ areGatesWithheld }) => areGatesWithheld),
    ],
  );
}

async function endLevels(
  tx: EntityManager,
  step: number,
  levels: Release["withdrawn"],
): Promise<void> {
  await tx.query(
    `UPDATE release_level SET republished_by = $3
     FROM unnest($1::integer[], $2::integer[]) AS now (month, site_id)
     WHERE release_level.month = now.month AND release_level.site_id = now.site_id
       AND republished_by IS NULL`,
    [...keysOf(levels), step],
  );
}

function keysOf(levels: Release["withdrawn"]): [months: string, sites: string] {
  return [
    integerArray(levels.map(({ month }) => month)),
    integerArray(levels.map(({ site }) => Number(site))),
  ];
}

async function writeNotes(tx: EntityManager, release: Release): Promise<void> {
  const notes = [
    ...release.balanced.map((cell) => ({ kind: "BALANCED", ...cell, release: release.step })),
    ...release.pinned.map((cell) => ({ kind: "PINNED", ...cell })),
  ];
  const rows = notes.map(({ place, site, ...note }) => ({
    ...note,
    ...placeColumns(place),
    siteId: site === null ? null : Number(site),
  }));
  for (const some of chunks(rows)) {
    await tx.query(
      `INSERT INTO release_note (release_step, kind, month, commune, priority_district, is_brought, family,
         site_id, line_step)
       SELECT $1, kind, month, commune, "priorityDistrict", "isBrought", family, "siteId", release
       FROM jsonb_to_recordset($2::jsonb) AS note (kind text, month integer, commune text,
         "priorityDistrict" text, "isBrought" boolean, family text, "siteId" integer, release integer)`,
      [release.step, JSON.stringify(some)],
    );
  }
}

function* chunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += mostRows) yield rows.slice(at, at + mostRows);
}
