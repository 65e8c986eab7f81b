import type { MigrationInterface, QueryRunner } from "typeorm";

/** A decision that was withdrawn stays, with who withdrew it, when and why. */
export class WithdrawDecisions1795200000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE decision ADD withdrawn_at timestamptz, ADD withdrawn_by text,
        ADD withdrawal_reason text,
        ADD CONSTRAINT decision_withdrawal_check CHECK (
          (withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)
        );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE decision DROP withdrawn_at, DROP withdrawn_by, DROP withdrawal_reason;
    `);
  }
}
