import type { MigrationInterface, QueryRunner } from "typeorm";

/** What answers without detail rest on. Incidents come to them by their counts. */
const watched = [
  "action",
  "action_further_site",
  "classification",
  "closed_month",
  "decision",
  "former_level",
  "former_tally",
  "frozen_gate",
  "incident_count",
  "level_tally",
  "purge_horizon",
  "release",
  "release_cell",
  "release_level",
  "release_line",
  "restatement",
  "site",
  "site_part",
  "site_past",
  "taken_count",
  "taken_over",
];

/**
 * The record is given another edition by whoever changes what answers rest on, in the same transaction:
 * who has read an edition has read it of all that is committed by then, whichever process wrote it.
 */
export class NumberEditions1797500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE record_edition (
        single boolean PRIMARY KEY DEFAULT true CONSTRAINT record_edition_one_row CHECK (single),
        -- Never one that was: a record that is restored does not come back to what has changed since.
        edition uuid NOT NULL,
        -- A transaction of many statements gives one edition.
        given_by text NOT NULL DEFAULT ''
      );
      INSERT INTO record_edition (edition) VALUES (gen_random_uuid());

      CREATE FUNCTION give_edition() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
      BEGIN
        UPDATE record_edition SET edition = gen_random_uuid(), given_by = pg_current_xact_id()::text
          WHERE given_by <> pg_current_xact_id()::text;
        RETURN NULL;
      END $function$;
      REVOKE ALL ON FUNCTION give_edition() FROM PUBLIC;
    `);
    for (const table of watched) {
      await queryRunner.query(`
        CREATE TRIGGER ${table}_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
          FOR EACH STATEMENT EXECUTE FUNCTION give_edition()
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP FUNCTION give_edition() CASCADE; DROP TABLE record_edition");
  }
}
