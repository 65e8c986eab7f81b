import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A site has a first and a last month, and what is told of it holds from a month on. Sites that are
 * there begin with the record (month 0) and go on (month 1000000), so that no level and no total that
 * was published changes, and months of before that are closed later count them too.
 */
export class DateSites1795100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE site
        ADD COLUMN first_month integer NOT NULL DEFAULT 0,
        ADD COLUMN last_month integer NOT NULL DEFAULT 1000000,
        -- From which on name, commune, priority_district and dwellings of this row hold.
        ADD COLUMN facts_from integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT site_months_check CHECK (first_month <= facts_from AND facts_from <= last_month);
      -- Few sites began while the record was kept: those alone may lack a level where others have one.
      CREATE INDEX site_begun_idx ON site (first_month) WHERE first_month > 0;

      -- What held of a site before facts_from, without a gap.
      CREATE TABLE site_past (
        site_id integer NOT NULL CONSTRAINT site_past_site_fkey REFERENCES site (id),
        from_month integer NOT NULL,
        to_month integer NOT NULL,
        name text NOT NULL,
        commune text NOT NULL,
        priority_district text,
        dwellings integer NOT NULL CONSTRAINT site_past_dwellings_check CHECK (dwellings > 0),
        PRIMARY KEY (site_id, from_month),
        CONSTRAINT site_past_months_check CHECK (from_month <= to_month)
      );
      CREATE INDEX site_past_months_idx ON site_past (to_month);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE site_past;
      DROP INDEX site_begun_idx;
      ALTER TABLE site DROP COLUMN first_month, DROP COLUMN last_month, DROP COLUMN facts_from;
    `);
  }
}
