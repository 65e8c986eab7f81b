import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whose correction made an incident known under an identity, so that taking the import back takes it too. */
export class GiveIdentities1796600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Null: it came with the incident, or by hand, or an earlier version gave it.
      ALTER TABLE incident_identity ADD given_by integer;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE incident_identity DROP COLUMN given_by");
  }
}
