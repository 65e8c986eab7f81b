import type { MigrationInterface, QueryRunner } from "typeorm";

/** Sites that were sold to another landlord of the convention, or bought from one, with their counts. */
export class HandSitesOver1796300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- At the seller. The file is sealed for the buyer: a request that comes again gets it again.
      CREATE TABLE handed_over (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL CONSTRAINT handed_over_request_key UNIQUE,
        site_id integer CONSTRAINT handed_over_site_fkey REFERENCES site (id) ON DELETE SET NULL,
        buyer text NOT NULL,
        convention_hash text NOT NULL,
        from_month integer NOT NULL,
        to_month integer NOT NULL,
        sealed text NOT NULL,
        author text,
        account text DEFAULT SESSION_USER,
        handed_at timestamptz NOT NULL DEFAULT now()
      );

      -- At the buyer. A site that is removed leaves the row, so that no hand-over is used twice.
      CREATE TABLE taken_over (
        id uuid PRIMARY KEY,
        site_id integer CONSTRAINT taken_over_site_key UNIQUE
          CONSTRAINT taken_over_site_fkey REFERENCES site (id) ON DELETE SET NULL,
        seller text NOT NULL,
        seller_site text NOT NULL,
        convention_hash text NOT NULL,
        -- Of the counts; the site's own months begin later.
        first_month integer NOT NULL,
        computed_level smallint,
        earlier_computed_level smallint,
        held_level smallint,
        level smallint,
        since integer,
        author text,
        account text DEFAULT SESSION_USER,
        taken_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT taken_over_state_check CHECK (
          num_nulls(computed_level, held_level, level, since) IN (0, 4)
          AND (earlier_computed_level IS NULL OR level IS NOT NULL)
        )
      );

      -- What the seller counted, by family: windows count it, and no total does.
      CREATE TABLE taken_count (
        site_id integer NOT NULL CONSTRAINT taken_count_site_fkey REFERENCES site (id) ON DELETE CASCADE,
        month integer NOT NULL,
        family text NOT NULL,
        incidents integer NOT NULL CONSTRAINT taken_count_positive CHECK (incidents > 0),
        PRIMARY KEY (site_id, month, family)
      );
      CREATE INDEX taken_count_month_idx ON taken_count (month);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE handed_over, taken_over, taken_count");
  }
}
