import type { MigrationInterface, QueryRunner } from "typeorm";

/** The text beside the signature: a record is kept by what its landlord has signed. */
export class KeepSignedConvention1793900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Canonical form (RFC 8785) whose digest is the hash; null for what was signed before it was kept.
      ALTER TABLE convention_signature ADD COLUMN convention text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("ALTER TABLE convention_signature DROP COLUMN convention;");
  }
}
