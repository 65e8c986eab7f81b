import type { MigrationInterface, QueryRunner } from "typeorm";

/** What landlords' observatories record besides: whom an incident was aimed at, who told of it, what followed. */
export class RecordCircumstances1795300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- STAFF, CONTRACTOR, TENANT, VISITOR or STOCK; NONE, MAIN_COURANTE, PRE_COMPLAINT or COMPLAINT.
      ALTER TABLE incident ADD COLUMN target text, ADD COLUMN follow_up text;
      -- CARETAKER, TENANT, PATROL, CONTRACTOR or PARTNER: a name, at a site that has one caretaker.
      ALTER TABLE incident_personal ADD COLUMN source text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE incident_personal DROP COLUMN source;
      ALTER TABLE incident DROP COLUMN follow_up, DROP COLUMN target;
    `);
  }
}
