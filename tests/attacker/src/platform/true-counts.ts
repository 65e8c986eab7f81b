import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** What a landlord's record says, and what its releases own up to. */
export interface Truth {
  /** By `site|month|family`; what is absent is none. */
  readonly counts: ReadonlyMap<string, number>;
  /** How often a line was released otherwise than before: `landlord|place|month|family`. */
  readonly restated: ReadonlyMap<string, number>;
  /** Subtotals that are withheld: as above. */
  readonly withheldSubtotals: ReadonlySet<string>;
  /** Small numbers that are recorded as pinned, as `releasedName` names them: of that release and no other. */
  readonly pinned: ReadonlySet<string>;
}

/** Reads the landlords' databases of a local platform themselves. */
export async function readTruth(
  home: string,
  landlords: readonly string[],
  familyOf: (category: string) => string,
): Promise<Truth> {
  const counts = new Map<string, number>();
  const restated = new Map<string, number>();
  const withheldSubtotals = new Set<string>();
  const pinned = new Set<string>();
  for (const slug of landlords) {
    const client = new pg.Client(databaseOf(home, slug));
    await client.connect();
    try {
      const counted = await client.query(
        `SELECT reference, month, category, incidents FROM incident_count
         JOIN site ON site.id = site_id`,
      );
      for (const { reference, month, category, incidents } of counted.rows) {
        const key = `${slug}:${reference}|${month}|${familyOf(category)}`;
        counts.set(key, (counts.get(key) ?? 0) + incidents);
      }
      const lines = await client.query(
        `SELECT commune, priority_district, month, family FROM release_line
         WHERE is_subtotal_withheld AND corrected_by IS NULL AND NOT is_brought`,
      );
      for (const line of lines.rows) withheldSubtotals.add(lineKey(slug, line));
      const again = await client.query(
        `SELECT commune, priority_district, month, family, count(*)::integer AS times
         FROM release_line WHERE is_restated AND NOT is_brought GROUP BY 1, 2, 3, 4`,
      );
      for (const { times, ...line } of again.rows) restated.set(lineKey(slug, line), times);
      const notes = await client.query(
        `SELECT reference, note.commune, note.priority_district, month, family, (
           SELECT count(*) FROM release_line AS line
           WHERE is_restated AND NOT line.is_brought AND release_step <= line_step
             AND line.commune = note.commune AND line.priority_district = note.priority_district
             AND line.month = note.month AND line.family = note.family
         )::integer AS times
         FROM release_note AS note LEFT JOIN site ON site.id = site_id WHERE kind = 'PINNED'`,
      );
      for (const note of notes.rows) {
        const number =
          note.reference === null
            ? lineKey(slug, note)
            : `${slug}:${note.reference}|${note.month}|${note.family}`;
        pinned.add(releasedName(number, note.times));
      }
    } finally {
      await client.end();
    }
  }
  return { counts, restated, withheldSubtotals, pinned };
}

/** Of a number, with how often its line had been released otherwise. */
export function releasedName(number: string, times: number): string {
  return times === 0 ? number : `${number}#${times}`;
}

interface LineRow {
  readonly commune: string;
  readonly priority_district: string;
  readonly month: number;
  readonly family: string;
}

function lineKey(slug: string, { commune, priority_district, month, family }: LineRow): string {
  return `${slug}|${commune}/${priority_district}|${month}|${family}`;
}

function databaseOf(home: string, slug: string): pg.ClientConfig {
  const { password, port } = JSON.parse(readFileSync(join(home, "postgres.json"), "utf8"));
  const database = `palier_${slug.replaceAll("-", "_")}`;
  return { host: "127.0.0.1", port, user: "postgres", password, database };
}
