import type {
  MonthNumber,
  MonthRange,
  NamedCell,
  Release,
  ReleasedCell,
  ReleasedLine,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyOut } from "../sql/copy-out.js";
import { hiddenPlace, placeName } from "./place-name.js";

/** A release as it was written down, without what it says. */
export interface ReleaseHead {
  readonly step: number;
  readonly madeAt: Date;
  readonly threshold: number;
  readonly grid: number;
  readonly families: readonly string[];
  readonly conventionReference: string;
  readonly conventionVersion: number;
  readonly conventionHash: string;
  readonly closedMonths: readonly MonthNumber[];
  readonly publishedMonths: readonly MonthNumber[];
  readonly shown: number;
  readonly zeros: number;
  readonly small: number;
  readonly further: number;
}

/** All of them, in their order. */
export function releaseHeads(tx: Pick<EntityManager, "query">): Promise<ReleaseHead[]> {
  return tx.query<ReleaseHead[]>(
    `SELECT step, made_at AS "madeAt", threshold, grid, families,
       convention_reference AS "conventionReference", convention_version AS "conventionVersion",
       convention_hash AS "conventionHash", closed_months AS "closedMonths",
       published_months AS "publishedMonths", shown, zeros, small, further
     FROM release ORDER BY step`,
  );
}

/** All releases, with what they say of some months. */
export async function storedReleases(
  tx: EntityManager,
  heads: readonly ReleaseHead[],
  range: MonthRange,
): Promise<Release[]> {
  const lines = await linesOf(tx, range);
  const levels = await levelsOf(tx, range);
  const withdrawn = await withdrawnLevels(tx, range);
  const notes = await notesOf(tx, range);
  return heads.map(({ step, threshold, closedMonths, publishedMonths, ...shares }) => ({
    ...{ step, threshold, months: publishedMonths, closedMonths },
    lines: lines.get(step) ?? [],
    levels: levels.get(step) ?? [],
    withdrawn: withdrawn.get(step) ?? [],
    balanced: (notes.get(step) ?? [])
      .filter(({ kind }) => kind === "BALANCED")
      .flatMap(({ cell: { site, ...of } }) => (site === null ? [] : [{ ...of, site }])),
    pinned: (notes.get(step) ?? [])
      .filter(({ kind }) => kind === "PINNED")
      .map(({ cell, lineStep }) => ({ ...cell, release: lineStep })),
    cells: shares,
  }));
}

const inRange = (column: string, { from, to }: MonthRange) =>
  `${column} BETWEEN ${Math.floor(from)} AND ${Math.floor(to)}`;

async function linesOf(
  tx: EntityManager,
  range: MonthRange,
): Promise<ReadonlyMap<number, ReleasedLine[]>> {
  const cells = new Map<number, ReleasedCell[]>();
  await copyOut(
    tx,
    `SELECT line_id, site_id, incidents, is_withheld::integer FROM release_cell
     JOIN release_line ON id = line_id WHERE ${inRange("month", range)} ORDER BY line_id, site_id`,
    (row) => {
      const found = cells.get(row.integer(0)) ?? [];
      cells.set(row.integer(0), found);
      const isWithheld = row.integer(3) === 1;
      found.push({ site: String(row.integer(1)), count: row.integer(2), isWithheld });
    },
  );
  const lines = new Map<number, ReleasedLine[]>();
  await copyOut(
    tx,
    `SELECT id, release_step, month, commune, priority_district, is_brought::integer, family,
       is_subtotal_withheld::integer, is_restated::integer
     FROM release_line WHERE ${inRange("month", range)} ORDER BY id`,
    (row) => {
      const found = lines.get(row.integer(1)) ?? [];
      lines.set(row.integer(1), found);
      found.push({
        place: row.integer(5) === 1 ? hiddenPlace : placeName(row.ascii(3), row.ascii(4)),
        month: row.integer(2),
        family: row.ascii(6),
        isSubtotalWithheld: row.integer(7) === 1,
        isRestated: row.integer(8) === 1,
        cells: cells.get(row.integer(0)) ?? [],
      });
    },
  );
  return lines;
}

async function levelsOf(tx: EntityManager, range: MonthRange) {
  const levels = new Map<number, Release["levels"][number][]>();
  await copyOut(
    tx,
    `SELECT release_step, site_id, month, dwellings, are_gates_withheld::integer,
       array_to_string(counted, ','), array_to_string(met, ',') FROM release_level
     WHERE ${inRange("month", range)} ORDER BY release_step, month, site_id`,
    (row) => {
      const found = levels.get(row.integer(0)) ?? [];
      levels.set(row.integer(0), found);
      found.push({
        site: String(row.integer(1)),
        month: row.integer(2),
        dwellings: row.integer(3),
        areGatesWithheld: row.integer(4) === 1,
        counted: row.ascii(5).split(","),
        met: row
          .ascii(6)
          .split(",")
          .map((isMet) => isMet === "t"),
      });
    },
  );
  return levels;
}

/** Those that a release ended without publishing them again. */
async function withdrawnLevels(tx: EntityManager, range: MonthRange) {
  const rows = await tx.query<{ step: number; siteId: number; month: MonthNumber }[]>(
    `SELECT ended.republished_by AS step, ended.site_id AS "siteId", ended.month
     FROM release_level AS ended
     LEFT JOIN release_level AS again ON again.month = ended.month AND again.site_id = ended.site_id
       AND again.release_step = ended.republished_by
     WHERE ended.republished_by IS NOT NULL AND again.month IS NULL
       AND ${inRange("ended.month", range)}
     ORDER BY ended.month, ended.site_id`,
  );
  const levels = new Map<number, Release["withdrawn"][number][]>();
  for (const { step, siteId, month } of rows) {
    const found = levels.get(step) ?? [];
    levels.set(step, found);
    found.push({ site: String(siteId), month });
  }
  return levels;
}

interface Note {
  readonly kind: "BALANCED" | "PINNED";
  readonly lineStep: number;
  readonly cell: Omit<NamedCell, "site"> & { readonly site: string | null };
}

async function notesOf(
  tx: EntityManager,
  range: MonthRange,
): Promise<ReadonlyMap<number, readonly Note[]>> {
  const rows = await tx.query<NoteRow[]>(
    `SELECT release_step AS "step", kind, month, commune, priority_district AS "priorityDistrict",
       is_brought AS "isBrought", family, site_id AS "siteId", line_step AS "lineStep"
     FROM release_note WHERE ${inRange("month", range)} ORDER BY id`,
  );
  const notes = new Map<number, Note[]>();
  for (const {
    step,
    kind,
    lineStep,
    siteId,
    commune,
    priorityDistrict,
    isBrought,
    ...of
  } of rows) {
    const place = isBrought ? hiddenPlace : placeName(commune, priorityDistrict);
    const site = siteId === null ? null : String(siteId);
    const found = notes.get(step) ?? [];
    notes.set(step, found);
    found.push({ kind, lineStep, cell: { ...of, place, site } });
  }
  return notes;
}

interface NoteRow {
  readonly step: number;
  readonly kind: "BALANCED" | "PINNED";
  readonly month: MonthNumber;
  readonly commune: string;
  readonly priorityDistrict: string;
  readonly isBrought: boolean;
  readonly family: string;
  readonly siteId: number | null;
  readonly lineStep: number;
}
