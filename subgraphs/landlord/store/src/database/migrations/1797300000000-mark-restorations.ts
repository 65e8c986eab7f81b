import type { MigrationInterface, QueryRunner } from "typeorm";

/** That the record came from a backup, and what its landlord says of the releases that it may lack. */
export class MarkRestorations1797300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE restoration (
        restored_at timestamptz PRIMARY KEY DEFAULT now(),
        -- When the backup was taken: releases made after it are not in the record.
        taken_at timestamptz NOT NULL,
        -- Until it is answered nothing is released.
        answer text CONSTRAINT restoration_answer_check
          CHECK (answer IN ('NONE_MADE', 'MADE_AGAIN', 'ACCEPTED')),
        author text,
        answered_at timestamptz,
        CONSTRAINT restoration_answered_check CHECK ((answer IS NULL) = (answered_at IS NULL))
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE restoration");
  }
}
