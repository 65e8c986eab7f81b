import type { MigrationInterface, QueryRunner } from "typeorm";

/** The landlord's own signatures of conventions; the key is no part of the database. */
export class CreateConventionSignature1793400000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE convention_signature (
        reference text NOT NULL,
        version integer NOT NULL,
        hash text NOT NULL,
        -- First day of the version's validity: from then on no older one is served.
        valid_from date NOT NULL,
        signature text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (reference, version)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE convention_signature;");
  }
}
