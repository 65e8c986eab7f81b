import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Incidents without a reference are known by the values they were read as, no longer by the bytes of their row.
 * Their public ids stay: a table beside says under which identity each is known from now on.
 *
 * Among equal values the first stored has rank 1, and so on. No file doubles: of equal values the store has at
 * least as many as any one file that was loaded, for each row of it was loaded or known.
 */
export class IdentifyByValues1795000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE incident_identity (
        identity uuid NOT NULL,
        incident_id uuid NOT NULL,
        PRIMARY KEY (identity, incident_id)
      );
      CREATE INDEX incident_identity_incident_idx ON incident_identity (incident_id);

      -- Columns that the identity of rows without a reference rests on; null: the values by default.
      ALTER TABLE import_file ADD COLUMN identity text;
    `);
    await queryRunner.query(identify);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE import_file DROP COLUMN identity;
      DROP TABLE incident_identity;
    `);
  }
}

/** An uuid is the first sixteen bytes of a SHA-256. */
const uuidOf = (bytes: string) => `encode(substring(sha256(${bytes}) FROM 1 FOR 16), 'hex')::uuid`;

/** The cells of a row with one delimiter: in quotation marks or not. */
const cell = (delimiter: string) =>
  `("(?:[^"]|"")*"[^${delimiter}]*|[^${delimiter}]*)(?:${delimiter}|$)`;

/**
 * Whether a row had a reference was not written down. It had one when the id is the digest of one of its cells;
 * rows of which nothing can be said count as without, so that none comes a second time.
 */
const identify = `
  WITH bare AS (
    SELECT i.*, s.reference, convert_to(node.salt, 'UTF8') AS salt
    FROM incident AS i JOIN site AS s ON s.id = i.site_id CROSS JOIN node
    LEFT JOIN incident_source AS source USING (file_id, line)
    WHERE NOT EXISTS (
      SELECT FROM (VALUES (';', E'${cell(";")}'), (',', E'${cell(",")}'), (E'\\t', E'${cell("\\t")}'))
          AS delimiter (sign, cell),
        LATERAL (
          SELECT found[1] AS text FROM regexp_matches(source.source_row, delimiter.cell, 'g') AS found
          WHERE position('"' IN source.source_row) > 0
          UNION ALL
          SELECT unquoted FROM string_to_table(source.source_row, delimiter.sign) AS unquoted
          WHERE position('"' IN source.source_row) = 0
        ) AS cells
      WHERE position(delimiter.sign IN source.source_row) > 0
        AND i.id = ${uuidOf(`convert_to(node.salt, 'UTF8') || '\\x00696e636964656e7400'::bytea || convert_to(
          btrim(CASE WHEN cells.text LIKE '"%' THEN replace(btrim(cells.text, '"'), '""', '"') ELSE cells.text END,
            E' \\t\\r\\n\\u00a0\\u202f\\ufeff'), 'UTF8')`)}
    )
  ), valued AS (
    SELECT bare.id, bare.salt, bare.file_id, bare.line,
      ${uuidOf(`bare.salt || '\\x0076616c75657300'::bytea || convert_to(concat_ws(E'\\x1f', bare.reference,
        to_char(bare.day, 'YYYY-MM-DD'), bare.category, coalesce(bare.time_band, ''), coalesce(bare.place, ''),
        coalesce(bare.severity::text, '')), 'UTF8')`)} AS first
    FROM bare
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY first ORDER BY file_id, line, id) AS rank FROM valued
  )
  INSERT INTO incident_identity (identity, incident_id)
  SELECT CASE rank WHEN 1 THEN first
    ELSE ${uuidOf(`salt || '\\x00657175616c00'::bytea || convert_to(replace(first::text, '-', ''), 'UTF8')
      || '\\x00'::bytea || convert_to(rank::text, 'UTF8')`)} END, id
  FROM ranked
`;
